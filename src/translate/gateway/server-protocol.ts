// What kind of server a Gateway declares (Istio's pkg/config/gateway).
import type { GatewayServer } from '../../kinds/gateway/gateway.ts';
import { isHttp, parseProtocol } from '../protocol.ts';

/** Whether TLS is passed through, to be routed by SNI alone. The mode's default is PASSTHROUGH. */
export function isPassthrough({ tls }: GatewayServer): boolean {
  if (tls === undefined) return false;
  const mode = tls.mode ?? 'PASSTHROUGH';
  return mode === 'PASSTHROUGH' || mode === 'AUTO_PASSTHROUGH';
}

/** Whether the server speaks TLS; an HTTP server with httpsRedirect has `tls` but is plain text. */
export function isTlsServer({ tls, port }: GatewayServer): boolean {
  return tls !== undefined && !isHttp(parseProtocol(port.protocol));
}

/** Whether the server's routes are those of HTTP: plain, or HTTPS that is terminated here. */
export function isHttpServer(server: GatewayServer): boolean {
  return isHttp(parseProtocol(server.port.protocol)) || isTerminatingHttps(server);
}

export function isTerminatingHttps(server: GatewayServer): boolean {
  return parseProtocol(server.port.protocol) === 'HTTPS' && server.tls !== undefined && !isPassthrough(server);
}
