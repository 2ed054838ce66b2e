// Chooses the filter chain of a connection by Envoy's rules (FilterChainManagerImpl): port, address, server name,
// transport protocol, application protocol, in this order. At each step the most specific group that fits is taken and
// the others are forgotten: a connection that then fits nothing in its group has no chain, even if a less specific
// group would have taken it. Only a port without a fitting chain falls back to the chains of any port.
import { BlockList, isIPv6 } from 'node:net';
import type { FilterChain } from '../envoy/listener.ts';

/** What is known of a connection when its chain is chosen. */
export interface ConnectionView {
  readonly destinationPort: number;
  readonly destinationAddress: string;
  /** SNI in lower case; '' without. */
  readonly serverName: string;
  readonly transportProtocol: 'tls' | 'raw_buffer';
  /** ALPN, in the client's order. */
  readonly applicationProtocols: readonly string[];
}

export interface FilterChainTable {
  /** The chain that takes a connection; undefined where none does, and the connection is closed. */
  find(connection: ConnectionView): FilterChain | undefined;
}

type Find = FilterChainTable['find'];

/** Compiles the chains of a listener; of two with equal matches the first wins (Envoy refuses such a listener). */
export function compileFilterChains(chains: readonly FilterChain[]): FilterChainTable {
  return { find: byPort(chains) };
}

function byPort(chains: readonly FilterChain[]): Find {
  const groups = group(chains, ({ filterChainMatch: match }) => [String(match?.destinationPort ?? '')], byAddress);
  return (connection) => groups.get(String(connection.destinationPort))?.(connection) ?? groups.get('')?.(connection);
}

function byAddress(chains: readonly FilterChain[]): Find {
  const rangesOf = ({ filterChainMatch: match }: FilterChain) =>
    match?.prefixRanges?.map(({ addressPrefix, prefixLen }) => `${addressPrefix}/${prefixLen}`) ?? [];
  const groups = group(chains, orAny(rangesOf), byServerName);
  const ranges = [...groups.keys()].filter((key) => key !== '').map(parseRange);
  ranges.sort((left, right) => right.length - left.length);
  return (connection) => {
    const range = ranges.find(({ contains }) => contains(connection.destinationAddress));
    return groups.get(range?.key ?? '')?.(connection);
  };
}

function byServerName(chains: readonly FilterChain[]): Find {
  const namesOf = ({ filterChainMatch: match }: FilterChain) =>
    (match?.serverNames ?? []).map((name) => name.toLowerCase().replace(/^\*/, ''));
  const groups = group(chains, orAny(namesOf), byTransport);
  return (connection) => {
    for (const name of serverNameKeys(connection.serverName)) {
      const find = groups.get(name);
      if (find !== undefined) return find(connection);
    }
    return undefined;
  };
}

/** A server name, its parent domains with a leading dot (for `*.x`) from the longest on, and '' for no name at all. */
function* serverNameKeys(serverName: string): Iterable<string> {
  yield serverName;
  for (let dot = serverName.indexOf('.', 1); dot !== -1; dot = serverName.indexOf('.', dot + 1))
    if (dot < serverName.length - 1) yield serverName.slice(dot);
  yield '';
}

function byTransport(chains: readonly FilterChain[]): Find {
  const groups = group(chains, ({ filterChainMatch: match }) => [match?.transportProtocol ?? ''], byAlpn);
  return (connection) => (groups.get(connection.transportProtocol) ?? groups.get(''))?.(connection);
}

function byAlpn(chains: readonly FilterChain[]): Find {
  const protocolsOf = ({ filterChainMatch: match }: FilterChain) => match?.applicationProtocols ?? [];
  const groups = group(
    chains,
    orAny(protocolsOf),
    (members): Find =>
      () =>
        members[0],
  );
  return (connection) => {
    const offered = connection.applicationProtocols.find((protocol) => groups.has(protocol));
    return groups.get(offered ?? '')?.(connection);
  };
}

/** Sorts chains by each of their keys and compiles every group. */
function group(
  chains: readonly FilterChain[],
  keysOf: (chain: FilterChain) => readonly string[],
  compile: (members: readonly FilterChain[]) => Find,
): ReadonlyMap<string, Find> {
  const members = new Map<string, FilterChain[]>();
  for (const chain of chains) {
    for (const key of keysOf(chain)) {
      const list = members.get(key);
      if (list === undefined) members.set(key, [chain]);
      else list.push(chain);
    }
  }
  return new Map([...members].map(([key, list]) => [key, compile(list)]));
}

/** No key means any, which is the key ''. */
function orAny(keysOf: (chain: FilterChain) => readonly string[]): (chain: FilterChain) => readonly string[] {
  return (chain) => {
    const keys = keysOf(chain);
    return keys.length === 0 ? [''] : keys;
  };
}

interface AddressRange {
  readonly key: string;
  readonly length: number;
  readonly contains: (address: string) => boolean;
}

function parseRange(key: string): AddressRange {
  const [address = '', length = ''] = key.split('/');
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  const list = new BlockList();
  list.addSubnet(address, Number(length), family);
  return {
    key,
    length: Number(length),
    contains: (candidate) => list.check(candidate, isIPv6(candidate) ? 'ipv6' : 'ipv4'),
  };
}
