// defaultConfig of the mesh config: settings of the proxies. Of its many fields those for gateways are spelt out; the
// others are known by name, so that a misspelt one is noticed.
import { uint32 } from '../istio-schema.ts';
import {
  type AnySchema,
  any,
  boolean,
  duration,
  type Field,
  field,
  type Infer,
  map,
  noEffect,
  notEnforced,
  object,
  oneOfStrings,
  string,
} from '../schema.ts';

const forwardClientCert = oneOfStrings(
  'UNDEFINED',
  'SANITIZE',
  'FORWARD_ONLY',
  'APPEND_FORWARD',
  'SANITIZE_SET',
  'ALWAYS_FORWARD_ONLY',
);

const gatewayTopology = object({
  numTrustedProxies: field(uint32, 'Proxies before the gateway whose x-forwarded-for entries are trusted. Default 0.'),
  forwardClientCertDetails: field(forwardClientCert, 'What becomes of x-forwarded-client-cert. Default SANITIZE_SET.'),
  proxyProtocol: field(
    object({}),
    'Expects the PROXY protocol on every connection. Default: no.',
    notEnforced('the PROXY protocol is not expected'),
  ),
});

const switchedOff = object({
  disabled: field(boolean(), 'Switches it off. Default false.', { nullable: true }),
});

const switchedOn = object({
  enabled: field(boolean(), 'Switches it on. Default false.', { nullable: true }),
});

const proxyHeaders = object({
  server: field(
    object({
      disabled: field(boolean(), 'Passes the header of the upstream. Default false.', { nullable: true }),
      value: field(string(), 'Value of the server header.'),
    }),
    'The server header of responses.',
  ),
  requestId: field(switchedOff, 'x-request-id of requests.'),
  attemptCount: field(switchedOff, 'x-envoy-attempt-count of requests.'),
  envoyDebugHeaders: field(switchedOff, 'x-envoy-* headers of requests and responses.'),
  forwardedClientCert: field(forwardClientCert, 'What becomes of x-forwarded-client-cert.'),
  setCurrentClientCertDetails: field(
    object({
      subject: field(boolean(), 'Subject of the client certificate. Default true.', { nullable: true }),
      cert: field(boolean(), 'The certificate itself. Default false.', { nullable: true }),
      chain: field(boolean(), 'The whole chain. Default false.', { nullable: true }),
      dns: field(boolean(), 'DNS names of the certificate. Default true.', { nullable: true }),
      uri: field(boolean(), 'URIs of the certificate. Default true.', { nullable: true }),
    }),
    'What x-forwarded-client-cert tells of the client.',
  ),
  metadataExchangeHeaders: field(any(), 'Headers between sidecars.', noEffect),
  preserveHttp1HeaderCase: field(
    any(),
    'Keeps the case of header names on HTTP/1.1.',
    notEnforced('names are kept and sent in lower case, as HTTP/2 has them'),
  ),
  xForwardedHost: field(switchedOn, 'Sends x-forwarded-host where the Host header is rewritten.'),
  xForwardedPort: field(switchedOn, 'Sends x-forwarded-port with the port of the listener.'),
});

const connectionSettings = object({
  profile: field(oneOfStrings('DEFAULT', 'SIDECAR', 'EDGE'), 'Set of values for the fields that are not set here.'),
  listenerPerConnectionBufferLimitBytes: field(uint32, 'Buffer of a downstream connection.'),
  clusterPerConnectionBufferLimitBytes: field(uint32, 'Buffer of an upstream connection.'),
  httpIdleTimeout: field(duration(), 'Idle time after which a connection is closed.'),
  httpRequestTimeout: field(duration(), 'Limit for receiving a whole request.'),
  httpStreamIdleTimeout: field(duration(), 'Idle time after which a stream is ended.'),
  httpRequestHeadersTimeout: field(duration(), 'Limit for receiving the request headers.'),
  httpMaxConcurrentStreams: field(uint32, 'Streams on one HTTP/2 connection.'),
  http2InitialStreamWindowSize: field(uint32, 'Window of an HTTP/2 stream.'),
  http2InitialConnectionWindowSize: field(uint32, 'Window of an HTTP/2 connection.'),
  httpHeadersWithUnderscoresAction: field(
    oneOfStrings('ALLOW', 'REJECT_REQUEST', 'DROP_HEADER'),
    'What becomes of header names with an underscore.',
  ),
  httpMergeSlashes: field(boolean(), 'Merges slashes in paths.', { nullable: true }),
  httpPathWithEscapedSlashesAction: field(
    oneOfStrings(
      'IMPLEMENTATION_SPECIFIC_DEFAULT',
      'KEEP_UNCHANGED',
      'REJECT_REQUEST',
      'UNESCAPE_AND_REDIRECT',
      'UNESCAPE_AND_FORWARD',
    ),
    'What becomes of paths with escaped slashes.',
  ),
});

/** Fields for sidecars, bootstrap and telemetry, which do nothing here. */
const otherFields = [
  'availabilityZone',
  'binaryPath',
  'caCertificatesPem',
  'concurrency',
  'configPath',
  'controlPlaneAuthPolicy',
  'customConfigFile',
  'discoveryAddress',
  'discoveryRefreshDelay',
  'drainDuration',
  'envoyAccessLogService',
  'envoyMetricsService',
  'envoyMetricsServiceAddress',
  'extraStatTags',
  'fileFlushInterval',
  'fileFlushMinSizeKb',
  'holdApplicationUntilProxyStarts',
  'image',
  'interceptionMode',
  'meshId',
  'parentShutdownDuration',
  'privateKeyProvider',
  'proxyAdminPort',
  'proxyBootstrapTemplatePath',
  'proxyStatsMatcher',
  'readinessProbe',
  'runtimeValues',
  'sds',
  'serviceCluster',
  'statNameLength',
  'statsCompression',
  'statsEvictionInterval',
  'statsdUdpAddress',
  'statusPort',
  'terminationDrainDuration',
  'tracing',
  'tracingServiceName',
  'zipkinAddress',
] as const;

export const proxyConfig = object({
  gatewayTopology: field(gatewayTopology, 'What stands before the gateway.'),
  proxyHeaders: field(proxyHeaders, 'Headers that the proxy adds.'),
  connectionSettings: field(connectionSettings, 'Limits of connections and requests.'),
  proxyMetadata: field(map(string()), 'Metadata of the proxy, such as ISTIO_META_HTTP10.'),
  ...ignored(otherFields),
});

export type ProxyConfig = Infer<typeof proxyConfig>;

/** Fields that are known by name and kept as they are. */
export function ignored<Name extends string>(names: readonly Name[]): Readonly<Record<Name, Field<AnySchema, false>>> {
  const kept = field(any(), 'Kept; does nothing at an ingress gateway.', noEffect);
  return Object.fromEntries(names.map((name) => [name, kept])) as Record<Name, Field<AnySchema, false>>;
}
