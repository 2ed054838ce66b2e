import type { FilterChain } from '../../envoy/listener.ts';

export type ChainProtocol = 'HTTP' | 'HTTPS' | 'TLS' | 'TCP' | 'TLS passthrough';

/** What a client speaks to a filter chain. */
export function protocolOf({ filters, transportSocket, filterChainMatch }: FilterChain): ChainProtocol {
  const isHttp = filters.some(({ name }) => name === 'envoy.filters.network.http_connection_manager');
  if (transportSocket !== undefined) return isHttp ? 'HTTPS' : 'TLS';
  if (isHttp) return 'HTTP';
  return filterChainMatch?.serverNames === undefined ? 'TCP' : 'TLS passthrough';
}
