// Route configurations compiled for matching: authority -> virtual host -> route. Used by the engine, by `why` and by
// tests of configurations, so that all three give one answer. Knows no sockets; randomness is an argument.
// See docs/matching.md.
import type { RouteConfiguration, VirtualHost } from '../envoy/route.ts';
import { CompiledVirtualHost } from './compiled-virtual-host.ts';
import { buildDomainIndex } from './domain-index.ts';

export interface RouteTable {
  readonly name: string;
  /** By the objects they were compiled from, for the next table. */
  readonly compiled: ReadonlyMap<VirtualHost, CompiledVirtualHost>;
  /**
   * The virtual host of an authority. A known host without a matching route does not fall back to a wildcard.
   * @param authority Host or :authority as the request has it
   */
  virtualHost(authority: string): CompiledVirtualHost | undefined;
}

/**
 * Compiles a route configuration.
 * @param previous the table to take over unchanged virtual hosts from, by identity
 * @throws Error where a regex is invalid
 */
export function compileRouteConfiguration(config: RouteConfiguration, previous?: RouteTable): RouteTable {
  const compiled = new Map<VirtualHost, CompiledVirtualHost>();
  for (const virtualHost of config.virtualHosts)
    compiled.set(virtualHost, previous?.compiled.get(virtualHost) ?? new CompiledVirtualHost(virtualHost));
  const index = buildDomainIndex(domainsOf(compiled.values()));
  const ignorePort = config.ignorePortInHostMatching ?? false;
  return {
    name: config.name,
    compiled,
    virtualHost: (authority) => index.find(hostOf(authority, ignorePort)),
  };
}

function* domainsOf(hosts: Iterable<CompiledVirtualHost>): Iterable<readonly [string, CompiledVirtualHost]> {
  for (const host of hosts) for (const domain of host.virtualHost.domains) yield [domain, host];
}

/** The name that domains are compared with. */
export function hostOf(authority: string, ignorePort: boolean): string {
  return (ignorePort ? withoutPort(authority) : authority).toLowerCase();
}

/**
 * Cuts off what follows the last colon, digits or not, unless it stands within the brackets of an IPv6 address
 * (Envoy, HeaderUtility::getPortStart).
 */
function withoutPort(authority: string): string {
  const colon = authority.lastIndexOf(':');
  return colon > authority.lastIndexOf(']') ? authority.slice(0, colon) : authority;
}
