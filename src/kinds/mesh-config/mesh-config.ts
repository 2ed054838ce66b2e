// The mesh config: settings for all gateways, in the ConfigMap istio of istio-system under the key mesh.

import { connectionPool } from '../destination-rule/connection-pool.ts';
import { loadBalancer, localityLbSetting } from '../destination-rule/load-balancer.ts';
import { outlierDetection } from '../destination-rule/outlier-detection.ts';
import { boolean, duration, field, type Infer, list, object, oneOfStrings, string } from '../schema.ts';
import { httpRetry } from '../virtual-service/http-policy.ts';
import { ignored, proxyConfig } from './proxy-config.ts';

const exportTo = list(string());

const tlsDefaults = object({
  minProtocolVersion: field(oneOfStrings('TLS_AUTO', 'TLSV1_2', 'TLSV1_3'), 'Oldest TLS version. Default 1.2.'),
  maxProtocolVersion: field(oneOfStrings('TLS_AUTO', 'TLSV1_2', 'TLSV1_3'), 'Newest TLS version. Default 1.3.'),
  cipherSuites: field(list(string()), 'Cipher suites for TLS 1.2, where a server names none.'),
  ecdhCurves: field(list(string()), 'Curves for the key exchange, where a server names none.'),
});

const pathNormalization = object({
  normalization: field(
    oneOfStrings('DEFAULT', 'NONE', 'BASE', 'MERGE_SLASHES', 'DECODE_AND_MERGE_SLASHES'),
    'How paths are normalised before they are matched. Default BASE.',
  ),
});

const defaultTrafficPolicy = object({
  connectionPool: field(connectionPool, 'For hosts whose policy says nothing of it.'),
  outlierDetection: field(outlierDetection, 'For hosts whose policy says nothing of it.'),
  loadBalancer: field(loadBalancer, 'For hosts whose policy says nothing of it.'),
});

/** Fields for the mesh, telemetry and the control plane, which do nothing here. */
const otherFields = [
  'authPolicy',
  'ca',
  'caCertificates',
  'certificates',
  'configSources',
  'defaultProviders',
  'discoverySelectors',
  'enableAutoMtls',
  'enableEnvoyAccessLogService',
  'enablePrometheusMerge',
  'enableTracing',
  'extensionProviders',
  'hboneIdleTimeout',
  'inboundClusterStatName',
  'inboundTrafficPolicy',
  'mdnsEnabled',
  'meshMTLS',
  'outboundClusterStatName',
  'outboundTrafficPolicy',
  'protocolDetectionTimeout',
  'proxyHttpPort',
  'proxyInboundListenPort',
  'proxyListenPort',
  'serviceScopeConfigs',
  'serviceSettings',
  'tcpKeepalive',
  'thriftConfig',
  'trustDomainAliases',
  'verifyCertificateAtClient',
] as const;

export const meshConfigSchema = object({
  connectTimeout: field(duration({ minimumMs: 1 }), 'Limit for connecting to endpoints. Default 10s.'),
  ingressClass: field(string(), 'Value of the annotation kubernetes.io/ingress.class that is served. Default istio.'),
  ingressService: field(string(), 'Service of the gateway that serves Ingresses. Default istio-ingressgateway.'),
  ingressSelector: field(string(), 'Value of the label istio of the gateway that serves Ingresses.'),
  ingressControllerMode: field(
    oneOfStrings('UNSPECIFIED', 'OFF', 'DEFAULT', 'STRICT'),
    'Which Ingresses are served: none, also those without a class, or only those of the class. Default STRICT.',
  ),
  accessLogFile: field(string(), 'Where access logs go, such as /dev/stdout. Default: as serve says.'),
  accessLogFormat: field(string(), 'Format of access logs. Default: that of Envoy.'),
  accessLogEncoding: field(oneOfStrings('TEXT', 'JSON'), 'Encoding of access logs. Default TEXT.'),
  disableEnvoyListenerLog: field(boolean(), 'Leaves out logs of connections without a filter chain. Default false.'),
  defaultConfig: field(proxyConfig, 'Settings of the proxies.'),
  defaultServiceExportTo: field(exportTo, 'exportTo of Services and ServiceEntries that have none. Default all.'),
  defaultVirtualServiceExportTo: field(exportTo, 'exportTo of VirtualServices that have none. Default all.'),
  defaultDestinationRuleExportTo: field(exportTo, 'exportTo of DestinationRules that have none. Default all.'),
  rootNamespace: field(string(), 'Namespace whose DestinationRules are for all. Default istio-system.'),
  trustDomain: field(string(), 'Trust domain of the mesh. Default cluster.local.'),
  localityLbSetting: field(localityLbSetting, 'Load balancing by locality, for hosts whose policy says nothing of it.'),
  dnsRefreshRate: field(duration({ minimumMs: 1 }), 'How often names of endpoints are resolved. Default 60s.'),
  h2UpgradePolicy: field(
    oneOfStrings('DO_NOT_UPGRADE', 'UPGRADE'),
    'Whether HTTP/2 is spoken to endpoints. Default DO_NOT_UPGRADE.',
  ),
  pathNormalization: field(pathNormalization, 'Normalisation of paths.'),
  defaultHttpRetryPolicy: field(
    httpRetry,
    'Retries of rules that say nothing of them. Default: two, of failed connections.',
  ),
  defaultTrafficPolicy: field(defaultTrafficPolicy, 'Policy of hosts without their own.'),
  tlsDefaults: field(tlsDefaults, 'TLS settings of servers that have none.'),
  ...ignored(otherFields),
});

type MeshConfigFields = Infer<typeof meshConfigSchema>;

/** The fields that Istio gives a value where none is set (istio, mesh.DefaultMeshConfig). */
const defaults = {
  connectTimeout: '10s',
  ingressClass: 'istio',
  ingressService: 'istio-ingressgateway',
  ingressControllerMode: 'STRICT',
  rootNamespace: 'istio-system',
  trustDomain: 'cluster.local',
  dnsRefreshRate: '60s',
  h2UpgradePolicy: 'DO_NOT_UPGRADE',
  accessLogEncoding: 'TEXT',
  defaultServiceExportTo: ['*'],
  defaultVirtualServiceExportTo: ['*'],
  defaultDestinationRuleExportTo: ['*'],
  localityLbSetting: { enabled: true },
  defaultConfig: {},
} as const satisfies MeshConfigFields;

/** A mesh config with Istio's defaults in place. */
export type MeshConfig = MeshConfigFields & Required<Pick<MeshConfigFields, keyof typeof defaults>>;

/** What holds where there is no ConfigMap. */
export const defaultMeshConfig: MeshConfig = defaults;

/** Puts Istio's defaults under what is set. Empty lists count as not set, as everywhere in protobuf. */
export function withMeshDefaults(fields: MeshConfigFields): MeshConfig {
  const set = Object.entries(fields).filter(([, value]) => !(Array.isArray(value) && value.length === 0));
  const mode = fields.ingressControllerMode === 'UNSPECIFIED' ? { ingressControllerMode: 'STRICT' as const } : {};
  return { ...defaults, ...Object.fromEntries(set), ...mode };
}
