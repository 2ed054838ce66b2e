import type { Route, VirtualHost } from '../../envoy/route.ts';
import { compareSpecificity } from '../host.ts';
import { isCatchAll } from './route-match.ts';

/**
 * Makes one virtual host of those that have the very same routes, named after the most special of them (Istio's
 * collapseDuplicateRoutes), and moves routes that take everything to the end.
 */
export function collapseVirtualHosts(virtualHosts: readonly VirtualHost[]): readonly VirtualHost[] {
  const domainOf = ({ domains }: VirtualHost) => domains[0] ?? '';
  const sorted = [...virtualHosts].sort((left, right) => compareSpecificity(domainOf(left), domainOf(right)));
  const ids = new Map<Route, number>();
  const merged = new Map<string, { readonly primary: VirtualHost; readonly domains: string[] }>();
  for (const virtualHost of sorted) {
    const key = `${virtualHost.requireTls ?? ''} ${virtualHost.routes.map((route) => idOf(route, ids)).join(' ')}`;
    const known = merged.get(key);
    if (known === undefined) merged.set(key, { primary: virtualHost, domains: [...virtualHost.domains] });
    else known.domains.push(...virtualHost.domains);
  }
  return [...merged.values()].map(({ primary, domains }) => ({
    ...primary,
    domains,
    routes: catchAllsLast(primary.routes),
  }));
}

/** Behind a route that takes everything no other would be reached; each sort keeps its order. */
function catchAllsLast(routes: readonly Route[]): readonly Route[] {
  return [...routes.filter(({ match }) => !isCatchAll(match)), ...routes.filter(({ match }) => isCatchAll(match))];
}

function idOf(route: Route, ids: Map<Route, number>): number {
  const known = ids.get(route) ?? ids.size;
  ids.set(route, known);
  return known;
}
