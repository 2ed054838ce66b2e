// Which HTTP is spoken to endpoints, and limits on its connections.
import type { Http2ProtocolOptions, HttpProtocolOptions, StatusRule } from '../../envoy/cluster.ts';
import type { ClientTls, ConnectionPool, TrafficPolicy } from '../../kinds/destination-rule/destination-rule.ts';
import type { MeshConfig } from '../../kinds/mesh-config/mesh-config.ts';
import { defined } from '../defined.ts';
import { envoyDuration } from '../duration.ts';
import { isHttp, isHttp2 } from '../protocol.ts';
import type { MeshServicePort } from '../service/mesh-service.ts';

type Options = Omit<HttpProtocolOptions, '@type'>;

/** undefined where Envoy's defaults will do: HTTP/1.1. */
export function httpProtocolOptions(
  port: MeshServicePort,
  policy: Pick<TrafficPolicy, 'connectionPool' | 'tls' | 'outlierDetection'>,
  meshConfig: MeshConfig,
): HttpProtocolOptions | undefined {
  const common = commonOptions(policy.connectionPool);
  const upstream = upstreamOptions(policy.tls);
  const protocol = protocolConfig(port, policy.connectionPool, meshConfig);
  const errors = errorStatuses(policy.outlierDetection);
  if ([common, upstream, protocol, errors].every((part) => part === undefined)) return undefined;
  return {
    '@type': 'type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions',
    ...(common && { commonHttpProtocolOptions: common }),
    ...(upstream && { upstreamHttpProtocolOptions: upstream }),
    ...(errors && { outlierDetection: errors }),
    // Envoy wants a protocol to be named as soon as there are options at all.
    ...(protocol ?? { explicitHttpConfig: { httpProtocolOptions: {} } }),
  };
}

/** Whether HTTP/2 is all that is spoken to endpoints. */
export function isHttp2Cluster(
  port: MeshServicePort,
  pool: ConnectionPool | undefined,
  meshConfig: MeshConfig,
): boolean {
  return protocolConfig(port, pool, meshConfig)?.explicitHttpConfig?.http2ProtocolOptions !== undefined;
}

/** An upgrade beats the client's protocol, and both beat what the port declares. */
function protocolConfig(
  port: MeshServicePort,
  pool: ConnectionPool | undefined,
  meshConfig: MeshConfig,
): Options | undefined {
  const http2 = http2Options(pool);
  if (upgradesToHttp2(port, pool, meshConfig)) return { explicitHttpConfig: { http2ProtocolOptions: http2 } };
  if (pool?.http?.useClientProtocol) {
    return { useDownstreamProtocolConfig: { httpProtocolOptions: {}, http2ProtocolOptions: http2 } };
  }
  return isHttp2(port.protocol) ? { explicitHttpConfig: { http2ProtocolOptions: http2 } } : undefined;
}

/** A rule that says UPGRADE is believed on any port; the mesh's default is for ports that are declared to be HTTP. */
function upgradesToHttp2(port: MeshServicePort, pool: ConnectionPool | undefined, meshConfig: MeshConfig): boolean {
  const policy = pool?.http?.h2UpgradePolicy ?? 'DEFAULT';
  if (policy !== 'DEFAULT') return policy === 'UPGRADE';
  return meshConfig.h2UpgradePolicy === 'UPGRADE' && isHttp(port.protocol);
}

function http2Options(pool: ConnectionPool | undefined): Http2ProtocolOptions {
  const { maxConcurrentStreams, http2KeepAlive } = pool?.http ?? {};
  return defined({
    maxConcurrentStreams: maxConcurrentStreams || undefined,
    connectionKeepalive:
      http2KeepAlive &&
      defined({ interval: envoyDuration(http2KeepAlive.interval), timeout: envoyDuration(http2KeepAlive.timeout) }),
  });
}

function commonOptions(pool: ConnectionPool | undefined): Options['commonHttpProtocolOptions'] {
  const options = defined({
    idleTimeout: envoyDuration(pool?.http?.idleTimeout ?? pool?.tcp?.idleTimeout),
    maxConnectionDuration: envoyDuration(pool?.tcp?.maxConnectionDuration),
    maxRequestsPerConnection: pool?.http?.maxRequestsPerConnection || undefined,
  });
  return Object.keys(options).length > 0 ? options : undefined;
}

function errorStatuses(settings: TrafficPolicy['outlierDetection']): Options['outlierDetection'] {
  const { outlierDetectionHttpErrorCodes: statuses = [] } = settings ?? {};
  if (statuses.length === 0) return undefined;
  const rules = statuses.map((status): StatusRule => {
    return { httpResponseHeadersMatch: { headers: [{ name: ':status', stringMatch: { exact: `${status}` } }] } };
  });
  return { errorMatcher: { orMatch: { rules } } };
}

/** Without a server name of its own the rule takes the Host header's, and checks the certificate for it. */
function upstreamOptions(tls: ClientTls | undefined): Options['upstreamHttpProtocolOptions'] {
  if (tls?.mode !== 'SIMPLE' && tls?.mode !== 'MUTUAL') return undefined;
  if (tls.sni) return undefined;
  const checksHost = (tls.subjectAltNames ?? []).length === 0 && tls.insecureSkipVerify !== true;
  return { autoSni: true, ...(checksHost && { autoSanValidation: true }) };
}
