// Why a connection gets the filter chain it gets.
import type { FilterChain, FilterChainMatch } from '../envoy/listener.ts';
import { type ConnectionView, compileFilterChains } from './filter-chain.ts';
import type { Mismatch } from './mismatch.ts';

export interface FilterChainExplanation {
  readonly chosen: FilterChain | undefined;
  /** The others; without a mismatch where the chain fits but another was more specific. */
  readonly passedOver: readonly { readonly chain: FilterChain; readonly mismatches: readonly Mismatch[] }[];
}

/** Explains the choice of a filter chain. */
export function explainFilterChain(chains: readonly FilterChain[], connection: ConnectionView): FilterChainExplanation {
  const chosen = compileFilterChains(chains).find(connection);
  const others = chains.filter((chain) => chain !== chosen);
  return { chosen, passedOver: others.map((chain) => ({ chain, mismatches: chainMismatches(chain, connection) })) };
}

/** Each criterion of a chain, asked alone. */
function chainMismatches({ filterChainMatch = {} }: FilterChain, connection: ConnectionView): Mismatch[] {
  const { destinationPort, serverNames, transportProtocol, applicationProtocols, prefixRanges } = filterChainMatch;
  const mismatches: Mismatch[] = [];
  const ask = (criterion: FilterChainMatch, mismatch: Mismatch): void => {
    const alone = compileFilterChains([{ filterChainMatch: criterion, filters: [] }]);
    if (alone.find(connection) === undefined) mismatches.push(mismatch);
  };
  if (destinationPort !== undefined)
    ask({ destinationPort }, { on: 'port', expected: `${destinationPort}`, actual: `${connection.destinationPort}` });
  if (prefixRanges !== undefined && prefixRanges.length > 0) {
    const ranges = prefixRanges.map(({ addressPrefix, prefixLen }) => `${addressPrefix}/${prefixLen}`);
    ask({ prefixRanges }, { on: 'address', expected: oneOf(ranges), actual: connection.destinationAddress });
  }
  if (serverNames !== undefined && serverNames.length > 0)
    ask({ serverNames }, { on: 'server name', expected: oneOf(serverNames), ...actual(connection.serverName) });
  if (transportProtocol !== undefined)
    ask(
      { transportProtocol },
      { on: 'transport protocol', expected: transportProtocol, actual: connection.transportProtocol },
    );
  if (applicationProtocols !== undefined && applicationProtocols.length > 0)
    ask(
      { applicationProtocols },
      { on: 'ALPN', expected: oneOf(applicationProtocols), ...actual(connection.applicationProtocols.join(', ')) },
    );
  return mismatches;
}

function actual(text: string): Pick<Mismatch, 'actual'> {
  return text === '' ? {} : { actual: text };
}

function oneOf(names: readonly string[]): string {
  return names.length === 1 ? (names[0] as string) : `one of ${names.join(', ')}`;
}
