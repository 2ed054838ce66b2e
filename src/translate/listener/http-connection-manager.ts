// The HTTP connection manager of a gateway chain, with Istio's defaults and what the mesh config changes in them.
import type { HttpConnectionManager } from '../../envoy/http-connection-manager.ts';
import type { MeshConfig } from '../../kinds/mesh-config/mesh-config.ts';
import type { GatewayProxy } from '../../snapshot/proxy.ts';
import { defined } from '../defined.ts';
import { envoyDuration } from '../duration.ts';
import type { Protocol } from '../protocol.ts';
import { accessLogs } from './access-log.ts';
import { connectionManagerSettings, connectionSettings } from './connection-settings.ts';
import { httpFilters } from './http-filters.ts';
import { pathNormalization } from './path-normalization.ts';

export interface ConnectionManagerOptions {
  readonly routeConfiguration: string;
  readonly statPrefix: string;
  readonly protocol: Protocol;
  readonly meshConfig: MeshConfig;
  readonly proxy: GatewayProxy;
}

export function httpConnectionManager(options: ConnectionManagerOptions): HttpConnectionManager {
  const { routeConfiguration, statPrefix, protocol, meshConfig, proxy } = options;
  const headers = meshConfig.defaultConfig?.proxyHeaders;
  const settings = connectionManagerSettings(connectionSettings(meshConfig.defaultConfig?.connectionSettings));
  const idleTimeout = envoyDuration(proxy.metadata.IDLE_TIMEOUT);
  const accessLog = accessLogs(meshConfig);
  return {
    '@type': 'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager',
    statPrefix,
    rds: { routeConfigName: routeConfiguration, configSource },
    httpFilters: httpFilters(protocol, headers?.envoyDebugHeaders?.disabled === true),
    httpProtocolOptions: http1Options(meshConfig, proxy),
    ...(idleTimeout !== undefined && { commonHttpProtocolOptions: { idleTimeout } }),
    ...serverHeader(meshConfig),
    ...downstreamTrust(meshConfig),
    ...(headers?.requestId?.disabled === true && { generateRequestId: false }),
    proxy100Continue: true,
    upgradeConfigs: [{ upgradeType: 'websocket' }],
    streamIdleTimeout: '0s',
    ...pathNormalization(meshConfig),
    ...(accessLog.length > 0 && { accessLog }),
    ...settings,
  };
}

const configSource = { ads: {}, resourceApiVersion: 'V3', initialFetchTimeout: '0s' };

/** The metadata HTTP10 is what Istio's gateways have from ISTIO_META_HTTP10. */
function http1Options(
  meshConfig: MeshConfig,
  { metadata }: GatewayProxy,
): HttpConnectionManager['httpProtocolOptions'] {
  const keepsCase = meshConfig.defaultConfig?.proxyHeaders?.preserveHttp1HeaderCase === true;
  return {
    ...(metadata.HTTP10 === '1' && { acceptHttp10: true }),
    ...(keepsCase && { headerKeyFormat: preservingKeyFormat }),
  };
}

const preservingKeyFormat = {
  statefulFormatter: {
    name: 'preserve_case',
    typedConfig: {
      '@type':
        'type.googleapis.com/envoy.extensions.http.header_formatters.preserve_case.v3.PreserveCaseFormatterConfig',
    },
  },
};

/** Istio's gateways call themselves istio-envoy; here it is Envoy's own default, as docs/differences.md says. */
function serverHeader({ defaultConfig }: MeshConfig): Partial<HttpConnectionManager> {
  const server = defaultConfig?.proxyHeaders?.server;
  if (server?.disabled === true) return { serverHeaderTransformation: 'PASS_THROUGH' };
  return { serverName: server?.value || 'envoy' };
}

/** Which proxies in front are believed, and what is told of client certificates. */
function downstreamTrust({ defaultConfig }: MeshConfig): Partial<HttpConnectionManager> {
  const { numTrustedProxies, forwardClientCertDetails = 'UNDEFINED' } = defaultConfig?.gatewayTopology ?? {};
  const details = forwardClientCertDetails === 'UNDEFINED' ? 'SANITIZE_SET' : forwardClientCertDetails;
  const sets = details === 'SANITIZE_SET' || details === 'APPEND_FORWARD';
  return defined({
    useRemoteAddress: true,
    xffNumTrustedHops: numTrustedProxies || undefined,
    forwardClientCertDetails: details,
    setCurrentClientCertDetails: sets ? { subject: true, cert: true, dns: true, uri: true } : undefined,
    appendXForwardedPort: defaultConfig?.proxyHeaders?.xForwardedPort?.enabled === true ? true : undefined,
  });
}
