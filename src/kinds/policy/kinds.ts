// Kinds that Istio has and ictl knows by name only: nothing enforces them, so they must not be taken silently.
import { networkingGroup, networkingVersions, withApiVersion } from '../istio-versions.ts';
import type { Kind, KindModule } from '../kind.ts';
import { kubeObject } from '../kube-schema.ts';
import { any, field, type ObjectSchema } from '../schema.ts';

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
    load: async () => policyModule(names.served, storageVersion),
  };
}

/** Metadata is decoded strictly, the spec is kept as it is. */
function policyModule(served: readonly string[], storageVersion: string): KindModule {
  const schema: ObjectSchema = kubeObject({
    spec: field(any(), 'Kept as it is.'),
    status: field(any(), 'Written by the control plane.'),
  });
  return {
    schemas: Object.fromEntries(served.map((apiVersion) => [apiVersion, schema])),
    toStorage: (object) => withApiVersion(object, storageVersion),
    fromStorage: withApiVersion,
    applyDefaults: (object) => object,
    validate: () => [],
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
