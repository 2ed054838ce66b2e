// Messages of Istio's mesh configuration (istio.io/api, mesh/v1alpha1) as far as injection reads them, of today and of
// 0.8. A type is a scalar, `enum A B …` with the values in the order of their numbers, `BoolValue` or `Int32Value`
// (wrappers that tell zero from absent), `any` (kept as it is), or the name of a message here.

export type MessageFields = Readonly<Record<string, string>>;

/** In the order of the declaration, in which JSON has them. */
const proxyConfig: MessageFields = {
  configPath: 'string',
  binaryPath: 'string',
  serviceCluster: 'string',
  tracingServiceName: 'enum APP_LABEL_AND_NAMESPACE CANONICAL_NAME_ONLY CANONICAL_NAME_AND_NAMESPACE',
  drainDuration: 'duration',
  parentShutdownDuration: 'duration',
  discoveryAddress: 'string',
  discoveryRefreshDelay: 'duration',
  zipkinAddress: 'string',
  connectTimeout: 'duration',
  statsdUdpAddress: 'string',
  envoyMetricsServiceAddress: 'string',
  proxyAdminPort: 'integer',
  availabilityZone: 'string',
  controlPlaneAuthPolicy: 'enum NONE MUTUAL_TLS',
  customConfigFile: 'string',
  statNameLength: 'integer',
  concurrency: 'Int32Value',
  proxyBootstrapTemplatePath: 'string',
  interceptionMode: 'enum REDIRECT TPROXY NONE',
  tracing: 'Tracing',
  sds: 'any',
  envoyAccessLogService: 'any',
  envoyMetricsService: 'any',
  proxyMetadata: 'map',
  runtimeValues: 'map',
  statusPort: 'integer',
  extraStatTags: 'any',
  gatewayTopology: 'any',
  terminationDrainDuration: 'duration',
  meshId: 'string',
  readinessProbe: 'any',
  proxyStatsMatcher: 'any',
  holdApplicationUntilProxyStarts: 'BoolValue',
  caCertificatesPem: 'any',
  image: 'ProxyImage',
  privateKeyProvider: 'any',
  proxyHeaders: 'any',
  fileFlushInterval: 'duration',
  fileFlushMinSizeKb: 'integer',
  statsCompression: 'BoolValue',
  statsEvictionInterval: 'duration',
};

export const messages = {
  MeshConfig: {
    proxyListenPort: 'integer',
    proxyInboundListenPort: 'integer',
    proxyHttpPort: 'integer',
    connectTimeout: 'duration',
    rdsRefreshDelay: 'duration',
    ingressClass: 'string',
    ingressService: 'string',
    ingressControllerMode: 'enum UNSPECIFIED OFF DEFAULT STRICT',
    authPolicy: 'enum NONE MUTUAL_TLS',
    enableTracing: 'boolean',
    accessLogFile: 'string',
    disablePolicyChecks: 'boolean',
    mixerAddress: 'string',
    mixerCheckServer: 'string',
    mixerReportServer: 'string',
    rootNamespace: 'string',
    trustDomain: 'string',
    enablePrometheusMerge: 'BoolValue',
    inboundTrafficPolicy: 'InboundTrafficPolicy',
    defaultConfig: 'ProxyConfig',
    enableAutoMtls: 'BoolValue',
    defaultServiceExportTo: 'any',
    extensionProviders: 'any',
    defaultProviders: 'any',
  },
  ProxyConfig: proxyConfig,
  InboundTrafficPolicy: { mode: 'enum PASSTHROUGH LOCALHOST' },
  ProxyImage: { imageType: 'string' },
  Tracing: {
    zipkin: 'any',
    lightstep: 'any',
    datadog: 'any',
    stackdriver: 'any',
    opencensusAgent: 'any',
    customTags: 'any',
    maxPathTagLength: 'integer',
    sampling: 'number',
    tlsSettings: 'ClientTlsSettings',
    enableIstioTags: 'BoolValue',
  },
  ClientTlsSettings: {
    mode: 'enum DISABLE SIMPLE MUTUAL ISTIO_MUTUAL',
    clientCertificate: 'string',
    privateKey: 'string',
    caCertificates: 'string',
    credentialName: 'string',
    subjectAltNames: 'any',
    sni: 'string',
    insecureSkipVerify: 'BoolValue',
    caCrl: 'string',
  },
} as const satisfies Readonly<Record<string, MessageFields>>;

export type MessageName = keyof typeof messages;

/** The fields of a message; undefined where the type is a scalar. */
export function messageFields(type: string): MessageFields | undefined {
  return Object.hasOwn(messages, type) ? messages[type as MessageName] : undefined;
}

/** The names of an enum; undefined where the type is another. */
export function enumNames(type: string): readonly string[] | undefined {
  return type.startsWith('enum ') ? type.split(' ').slice(1) : undefined;
}
