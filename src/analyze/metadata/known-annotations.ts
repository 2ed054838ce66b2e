// The annotations of Istio, with the kinds they stand on (istio/api, annotation/annotations.yaml).

export interface KnownAnnotation {
  /** Kinds, or Any. Pod is also the template of a Deployment. */
  readonly kinds: readonly string[];
  /** What to use instead, or that nothing takes its place. */
  readonly deprecated?: string;
}

const gone = 'nothing takes its place';
const telemetry = 'use the Telemetry API';

const onPods = [
  'ambient.istio.io/bypass-inbound-capture',
  'ambient.istio.io/redirection',
  'inject.istio.io/templates',
  'istio.io/reroute-virtual-interfaces',
  'istio.io/rev',
  'prometheus.istio.io/merge-metrics',
  'proxy.istio.io/config',
  'proxy.istio.io/overrides',
  'readiness.status.sidecar.istio.io/applicationPorts',
  'readiness.status.sidecar.istio.io/failureThreshold',
  'readiness.status.sidecar.istio.io/initialDelaySeconds',
  'readiness.status.sidecar.istio.io/periodSeconds',
  'sidecar.istio.io/agentLogLevel',
  'sidecar.istio.io/bootstrapOverride',
  'sidecar.istio.io/componentLogLevel',
  'sidecar.istio.io/enableCoreDump',
  'sidecar.istio.io/interceptionMode',
  'sidecar.istio.io/logLevel',
  'sidecar.istio.io/nativeSidecar',
  'sidecar.istio.io/proxyCPU',
  'sidecar.istio.io/proxyCPULimit',
  'sidecar.istio.io/proxyImage',
  'sidecar.istio.io/proxyImageType',
  'sidecar.istio.io/proxyMemory',
  'sidecar.istio.io/proxyMemoryLimit',
  'sidecar.istio.io/rewriteAppHTTPProbers',
  'sidecar.istio.io/statsHistogramBuckets',
  'sidecar.istio.io/status',
  'sidecar.istio.io/userVolume',
  'sidecar.istio.io/userVolumeMount',
  'status.sidecar.istio.io/port',
  'traffic.sidecar.istio.io/excludeInboundPorts',
  'traffic.sidecar.istio.io/excludeInterfaces',
  'traffic.sidecar.istio.io/excludeOutboundIPRanges',
  'traffic.sidecar.istio.io/excludeOutboundPorts',
  'traffic.sidecar.istio.io/includeInboundPorts',
  'traffic.sidecar.istio.io/includeOutboundIPRanges',
  'traffic.sidecar.istio.io/includeOutboundPorts',
  'traffic.sidecar.istio.io/kubevirtInterfaces',
];

const others: readonly (readonly [name: string, annotation: KnownAnnotation])[] = [
  ['alpha.istio.io/canonical-serviceaccounts', { kinds: ['Service'], deprecated: gone }],
  ['alpha.istio.io/identity', { kinds: ['Pod'], deprecated: gone }],
  ['alpha.istio.io/kubernetes-serviceaccounts', { kinds: ['Service'], deprecated: gone }],
  ['ambient.istio.io/waypoint-inbound-binding', { kinds: ['Gateway', 'GatewayClass'] }],
  ['galley.istio.io/analyze-suppress', { kinds: ['Any'] }],
  ['gateway.istio.io/controller-version', { kinds: ['Any'] }],
  ['gateway.istio.io/name-override', { kinds: ['Gateway'] }],
  ['gateway.istio.io/service-account', { kinds: ['Gateway'] }],
  ['internal.istio.io/service-account', { kinds: ['Any'] }],
  ['istio.io/autoRegistrationGroup', { kinds: ['WorkloadEntry'] }],
  ['istio.io/connectedAt', { kinds: ['WorkloadEntry'] }],
  ['istio.io/disconnectedAt', { kinds: ['WorkloadEntry'] }],
  ['istio.io/dry-run', { kinds: ['AuthorizationPolicy'] }],
  ['istio.io/workloadController', { kinds: ['WorkloadEntry'] }],
  ['kubernetes.io/ingress.class', { kinds: ['Ingress'] }],
  ['networking.istio.io/exportTo', { kinds: ['Service'] }],
  ['networking.istio.io/service-type', { kinds: ['Gateway'] }],
  ['networking.istio.io/traffic-distribution', { kinds: ['Service', 'ServiceEntry'] }],
  ['sidecar.istio.io/controlPlaneAuthPolicy', { kinds: ['Pod'], deprecated: gone }],
  ['sidecar.istio.io/discoveryAddress', { kinds: ['Pod'], deprecated: 'use proxy.istio.io/config' }],
  ['sidecar.istio.io/extraStatTags', { kinds: ['Pod'], deprecated: telemetry }],
  ['sidecar.istio.io/inject', { kinds: ['Pod'], deprecated: 'use the label of the same name' }],
  ['sidecar.istio.io/statsInclusionPrefixes', { kinds: ['Pod'], deprecated: 'use proxy.istio.io/config' }],
  ['sidecar.istio.io/statsInclusionRegexps', { kinds: ['Pod'], deprecated: 'use proxy.istio.io/config' }],
  ['sidecar.istio.io/statsInclusionSuffixes', { kinds: ['Pod'], deprecated: 'use proxy.istio.io/config' }],
  ['topology.istio.io/controlPlaneClusters', { kinds: ['Namespace'] }],
  ['traffic.istio.io/nodeSelector', { kinds: ['Service'] }],
];

export const knownAnnotations: ReadonlyMap<string, KnownAnnotation> = new Map<string, KnownAnnotation>([
  ...onPods.map((name): [string, KnownAnnotation] => [name, { kinds: ['Pod'] }]),
  ...others,
]);

/** Prefixes under which programs of Istio's write keys of their own. */
export const freePrefixes: readonly string[] = ['install.operator.istio.io/'];
