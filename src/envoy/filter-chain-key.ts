import type { FilterChainMatch } from './listener.ts';

/**
 * Identifies a chain within its listener: its match, written so that the order of fields and of names does not
 * matter. Envoy refuses two chains with one key; '' is the chain that takes every connection.
 */
export function filterChainKey(match: FilterChainMatch | undefined): string {
  const {
    serverNames = [],
    applicationProtocols = [],
    transportProtocol,
    destinationPort,
    prefixRanges = [],
  } = match ?? {};
  const parts = [
    ...serverNames.map((name) => `sni=${name}`).sort(),
    ...applicationProtocols.map((protocol) => `alpn=${protocol}`).sort(),
    ...prefixRanges.map(({ addressPrefix, prefixLen }) => `ip=${addressPrefix}/${prefixLen}`).sort(),
  ];
  if (transportProtocol !== undefined) parts.push(`transport=${transportProtocol}`);
  if (destinationPort !== undefined) parts.push(`port=${destinationPort}`);
  return parts.join(',');
}
