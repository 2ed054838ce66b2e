// Kinds that Istio has and that are checked here, but not enforced: they must not be taken silently.
import { columnText, valueAt } from '../column-values.ts';
import { networkingGroup, networkingVersions } from '../istio-versions.ts';
import type { Column, Kind } from '../kind.ts';
import { securityVersions, telemetryVersions } from './versions.ts';

type Names = Pick<Kind, 'group' | 'kind' | 'plural' | 'singular' | 'shortNames' | 'hyphenated' | 'served' | 'load'>;

function policyKind(names: Names, columns: readonly Column[] = []): Kind {
  return { ...names, namespaced: true, storageVersion: names.served[0] ?? '', policy: true, columns };
}

function textColumn(header: string, ...path: readonly string[]): Column {
  return { header, value: (object) => columnText(valueAt(object, ...path)) };
}

export const policyKinds: readonly Kind[] = [
  policyKind(
    {
      group: 'security.istio.io',
      kind: 'AuthorizationPolicy',
      plural: 'authorizationpolicies',
      singular: 'authorizationpolicy',
      shortNames: ['ap'],
      hyphenated: 'authorization-policy',
      served: securityVersions,
      load: async () => (await import('./authorization-policy/module.ts')).authorizationPolicyModule,
    },
    [textColumn('ACTION', 'spec', 'action')],
  ),
  policyKind({
    group: 'security.istio.io',
    kind: 'RequestAuthentication',
    plural: 'requestauthentications',
    singular: 'requestauthentication',
    shortNames: ['ra'],
    hyphenated: 'request-authentication',
    served: securityVersions,
    load: async () => (await import('./request-authentication/module.ts')).requestAuthenticationModule,
  }),
  policyKind(
    {
      group: 'security.istio.io',
      kind: 'PeerAuthentication',
      plural: 'peerauthentications',
      singular: 'peerauthentication',
      shortNames: ['pa'],
      hyphenated: 'peer-authentication',
      served: securityVersions,
      load: async () => (await import('./peer-authentication/module.ts')).peerAuthenticationModule,
    },
    [textColumn('MODE', 'spec', 'mtls', 'mode')],
  ),
  policyKind({
    group: networkingGroup,
    kind: 'EnvoyFilter',
    plural: 'envoyfilters',
    singular: 'envoyfilter',
    shortNames: [],
    hyphenated: 'envoy-filter',
    served: ['networking.istio.io/v1alpha3'],
    load: async () => (await import('./envoy-filter/module.ts')).envoyFilterModule,
  }),
  policyKind({
    group: networkingGroup,
    kind: 'Sidecar',
    plural: 'sidecars',
    singular: 'sidecar',
    shortNames: [],
    hyphenated: 'sidecar',
    served: networkingVersions,
    load: async () => (await import('./sidecar/module.ts')).sidecarModule,
  }),
  policyKind({
    group: 'telemetry.istio.io',
    kind: 'Telemetry',
    plural: 'telemetries',
    singular: 'telemetry',
    shortNames: ['telemetry'],
    hyphenated: 'telemetry',
    served: telemetryVersions,
    load: async () => (await import('./telemetry/module.ts')).telemetryModule,
  }),
  policyKind({
    group: networkingGroup,
    kind: 'WorkloadGroup',
    plural: 'workloadgroups',
    singular: 'workloadgroup',
    shortNames: ['wg'],
    hyphenated: 'workload-group',
    served: networkingVersions,
    load: async () => (await import('./workload-group/module.ts')).workloadGroupModule,
  }),
  policyKind({
    group: networkingGroup,
    kind: 'ProxyConfig',
    plural: 'proxyconfigs',
    singular: 'proxyconfig',
    shortNames: [],
    hyphenated: 'proxy-config',
    served: ['networking.istio.io/v1beta1'],
    load: async () => (await import('./proxy-config/module.ts')).proxyConfigModule,
  }),
  policyKind({
    group: 'extensions.istio.io',
    kind: 'WasmPlugin',
    plural: 'wasmplugins',
    singular: 'wasmplugin',
    shortNames: [],
    hyphenated: 'wasm-plugin',
    served: ['extensions.istio.io/v1alpha1'],
    load: async () => (await import('./wasm-plugin/module.ts')).wasmPluginModule,
  }),
];
