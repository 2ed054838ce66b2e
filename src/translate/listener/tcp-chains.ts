// Chains of servers that are not HTTP: plain TCP, TCP inside TLS, and TLS passed through (Istio's
// createGatewayTCPFilterChainOpts).
import { sourceMetadata, withServers } from '../../envoy/config-source.ts';
import type { FilterChain, NetworkFilter } from '../../envoy/listener.ts';
import type { BoundServer } from '../gateway/gateway-server.ts';
import { sniHosts } from '../gateway/server-hosts.ts';
import { isPassthrough } from '../gateway/server-protocol.ts';
import type { Translation } from '../translation.ts';
import type { BoundVirtualService } from '../virtual-service/bound-virtual-service.ts';
import { autoPassthroughChains } from './auto-passthrough.ts';
import { filterChain, tlsSocket } from './filter-chain.ts';
import { matchesServer, sharesHost } from './layer4-match.ts';
import { tcpProxyFilter } from './tcp-proxy.ts';

/** @param takenSni server names that other chains of the listener have already; new ones are added */
export function tcpChains(
  server: BoundServer,
  takenSni: Set<string>,
  translation: Translation,
): readonly FilterChain[] {
  const { tls } = server.server;
  if (isPassthrough(server.server)) {
    if (tls?.mode === 'AUTO_PASSTHROUGH') return autoPassthroughChains(server, translation);
    return passthroughChains(server, takenSni, translation);
  }
  const found = findTcpRule(server, translation);
  if (found === undefined) {
    const message = 'no tcp rule of a VirtualService is for this server, so it is not listened on';
    translation.findings.report('ICTL0022', message, server.source, server.path);
    return [];
  }
  const socket = tls === undefined ? {} : { transportSocket: tlsSocket(server, true, translation) };
  const names = tls === undefined ? [] : sniHosts(server.hosts);
  return [filterChain(names, found.filter, found.metadata, socket)];
}

interface FoundRule {
  readonly filter: NetworkFilter;
  readonly metadata: FilterChain['metadata'];
}

/** The first rule with destinations that is for this server: one connection has nothing to choose by. */
function findTcpRule(server: BoundServer, translation: Translation): FoundRule | undefined {
  for (const service of candidates(server, translation)) {
    for (const [index, { match = [], route = [] }] of service.tcp.entries()) {
      if (route.length === 0) continue;
      if (match.length > 0 && !match.some((one) => matchesServer(one, server))) continue;
      const path = `spec.tcp[${index}]`;
      const filter = tcpProxyFilter(route, service, path, server.server.port.number, translation);
      if (filter !== undefined)
        return { filter, metadata: withServers(sourceMetadata(service.source, path), [server]) };
    }
  }
  return undefined;
}

/** One chain for each match of each TLS rule; a server name that an earlier chain has makes Envoy refuse the listener. */
function passthroughChains(
  server: BoundServer,
  takenSni: Set<string>,
  translation: Translation,
): readonly FilterChain[] {
  const chains: FilterChain[] = [];
  for (const service of candidates(server, translation)) {
    for (const [index, { match, route = [] }] of service.tls.entries()) {
      const path = `spec.tls[${index}]`;
      const filter = tcpProxyFilter(route, service, path, server.server.port.number, translation);
      if (filter === undefined) continue;
      for (const [matchIndex, one] of match.entries()) {
        if (!matchesServer(one, server)) continue;
        const source = { service, path: `${path}.match[${matchIndex}]` };
        if (!claimSni(one.sniHosts, takenSni, source, translation)) continue;
        const names = one.sniHosts.includes('*') ? [] : one.sniHosts;
        const metadata = withServers(sourceMetadata(service.source, source.path), [server]);
        chains.push(filterChain(names, filter, metadata, {}));
      }
    }
  }
  return chains;
}

function claimSni(
  names: readonly string[],
  taken: Set<string>,
  { service, path }: { readonly service: BoundVirtualService; readonly path: string },
  { findings }: Translation,
): boolean {
  const duplicates = names.filter((name) => taken.has(name));
  if (duplicates.length > 0) {
    const message = `the match is left out: an earlier one on the port has server name ${duplicates.join(', ')}`;
    findings.report('ICTL0020', message, service.source, `${path}.sniHosts`);
    return false;
  }
  for (const name of names) taken.add(name);
  return true;
}

function candidates(server: BoundServer, { virtualServices }: Translation): readonly BoundVirtualService[] {
  return (virtualServices.get(server.gateway) ?? []).filter((service) => sharesHost(service, server));
}
