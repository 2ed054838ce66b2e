// What answers on each listener, in words for people: the start-up report and `status`.
import type { Config } from '../envoy/config.ts';
import type { FilterChain, Listener } from '../envoy/listener.ts';
import { portOfListener } from '../envoy/listener-name.ts';
import type { RouteConfiguration } from '../envoy/route.ts';
import type { ServedListener } from './thread-messages.ts';

/** One entry a listener, by port. */
export function servedListeners(config: Config): ServedListener[] {
  const routes = new Map(config.routes.map((route) => [route.name, route]));
  return [...config.listeners]
    .sort((one, other) => portOfListener(one.name) - portOfListener(other.name))
    .map((listener) => describe(listener, routes));
}

function describe(listener: Listener, routes: ReadonlyMap<string, RouteConfiguration>): ServedListener {
  const protocols = new Set<string>();
  const hosts = new Set<string>();
  for (const chain of listener.filterChains) {
    protocols.add(protocolOf(chain));
    for (const host of hostsOf(chain, routes)) hosts.add(host);
  }
  return { listener: listener.name, protocols: [...protocols].sort(), hosts: [...hosts].sort() };
}

function protocolOf(chain: FilterChain): string {
  const isHttp = chain.filters[0]?.name === 'envoy.filters.network.http_connection_manager';
  if (chain.transportSocket !== undefined) return isHttp ? 'HTTPS' : 'TLS';
  if (isHttp) return 'HTTP';
  return chain.filterChainMatch?.serverNames === undefined ? 'TCP' : 'TLS passthrough';
}

/** The domains that are routed; a chain whose routes are the black hole answers 404 to all, so it has none. */
function hostsOf(chain: FilterChain, routes: ReadonlyMap<string, RouteConfiguration>): readonly string[] {
  const filter = chain.filters[0];
  if (filter?.name !== 'envoy.filters.network.http_connection_manager')
    return chain.filterChainMatch?.serverNames ?? ['*'];
  const name = filter.typedConfig.rds?.routeConfigName;
  const virtualHosts = (name === undefined ? filter.typedConfig.routeConfig : routes.get(name))?.virtualHosts ?? [];
  return virtualHosts
    .filter(({ routes: list, requireTls }) => list.length > 0 || requireTls === 'ALL')
    .flatMap(({ domains }) => domains);
}
