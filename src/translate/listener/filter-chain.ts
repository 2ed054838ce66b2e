import type { DownstreamTransportSocket, FilterChain, NetworkFilter } from '../../envoy/listener.ts';
import type { BoundServer } from '../gateway/gateway-server.ts';
import type { Translation } from '../translation.ts';
import { downstreamTlsContext } from './downstream-tls.ts';

/** How long a TLS handshake may take (Istio's PILOT_GATEWAY_TRANSPORT_SOCKET_CONNECT_TIMEOUT). */
const transportSocketConnectTimeout = '15s';

/** @param serverNames none for a chain that takes every connection */
export function filterChain(
  serverNames: readonly string[],
  filter: NetworkFilter,
  metadata: FilterChain['metadata'],
  more: Pick<FilterChain, 'transportSocket'> & { readonly applicationProtocols?: readonly string[] },
): FilterChain {
  const { transportSocket, applicationProtocols } = more;
  const match = {
    ...(serverNames.length > 0 && { serverNames }),
    ...(applicationProtocols && { applicationProtocols }),
  };
  return {
    ...(Object.keys(match).length > 0 && { filterChainMatch: match }),
    filters: [filter],
    ...(transportSocket && { transportSocket }),
    transportSocketConnectTimeout,
    ...(metadata && { metadata }),
  };
}

/** The TLS of a server that terminates it. */
export function tlsSocket(
  { server }: BoundServer,
  isTcp: boolean,
  { snapshot }: Translation,
): DownstreamTransportSocket {
  return {
    name: 'envoy.transport_sockets.tls',
    typedConfig: downstreamTlsContext(server.tls ?? {}, isTcp, snapshot.meshConfig),
  };
}
