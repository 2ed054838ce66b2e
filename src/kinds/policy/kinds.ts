// Kinds that Istio has and ictl knows by name only: nothing enforces them, so they must not be taken silently.
import { networkingGroup, networkingVersions } from '../istio-versions.ts';
import type { Kind } from '../kind.ts';

const securityVersions: readonly string[] = ['security.istio.io/v1', 'security.istio.io/v1beta1'];
const telemetryVersions: readonly string[] = ['telemetry.istio.io/v1', 'telemetry.istio.io/v1alpha1'];

type Names = Pick<Kind, 'group' | 'kind' | 'plural' | 'singular' | 'shortNames' | 'hyphenated' | 'served'>;

function policyKind(names: Names): Kind {
  const storageVersion = names.served[0] ?? '';
  return {
    ...names,
    namespaced: true,
    storageVersion,
    policy: true,
    columns: [],
    load: async () => (await import('./module.ts')).policyModule(names.served, storageVersion),
  };
}

export const policyKinds: readonly Kind[] = [
  policyKind({
    group: 'security.istio.io',
    kind: 'AuthorizationPolicy',
    plural: 'authorizationpolicies',
    singular: 'authorizationpolicy',
    shortNames: ['ap'],
    hyphenated: 'authorization-policy',
    served: securityVersions,
  }),
  policyKind({
    group: 'security.istio.io',
    kind: 'RequestAuthentication',
    plural: 'requestauthentications',
    singular: 'requestauthentication',
    shortNames: ['ra'],
    hyphenated: 'request-authentication',
    served: securityVersions,
  }),
  policyKind({
    group: 'security.istio.io',
    kind: 'PeerAuthentication',
    plural: 'peerauthentications',
    singular: 'peerauthentication',
    shortNames: ['pa'],
    hyphenated: 'peer-authentication',
    served: securityVersions,
  }),
  policyKind({
    group: networkingGroup,
    kind: 'EnvoyFilter',
    plural: 'envoyfilters',
    singular: 'envoyfilter',
    shortNames: [],
    hyphenated: 'envoy-filter',
    served: ['networking.istio.io/v1alpha3'],
  }),
  policyKind({
    group: networkingGroup,
    kind: 'Sidecar',
    plural: 'sidecars',
    singular: 'sidecar',
    shortNames: [],
    hyphenated: 'sidecar',
    served: networkingVersions,
  }),
  policyKind({
    group: 'telemetry.istio.io',
    kind: 'Telemetry',
    plural: 'telemetries',
    singular: 'telemetry',
    shortNames: ['telemetry'],
    hyphenated: 'telemetry',
    served: telemetryVersions,
  }),
  policyKind({
    group: networkingGroup,
    kind: 'WorkloadGroup',
    plural: 'workloadgroups',
    singular: 'workloadgroup',
    shortNames: ['wg'],
    hyphenated: 'workload-group',
    served: networkingVersions,
  }),
  policyKind({
    group: networkingGroup,
    kind: 'ProxyConfig',
    plural: 'proxyconfigs',
    singular: 'proxyconfig',
    shortNames: [],
    hyphenated: 'proxy-config',
    served: ['networking.istio.io/v1beta1'],
  }),
];
