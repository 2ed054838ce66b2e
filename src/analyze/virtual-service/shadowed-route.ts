import { sourceOf } from '../../envoy/config-source.ts';
import type { Route, VirtualHost } from '../../envoy/route.ts';
import type { ResourceRef } from '../../lib/finding.ts';
import type { Analyzer } from '../analyzer.ts';
import { CoverIndex } from './cover-index.ts';
import { comparedMatch } from './route-cover.ts';

/**
 * A route that never gets a request, for one of another resource on the same host comes first. Seen where the routes of
 * all resources stand in one list: in the virtual hosts of the configuration. Within one VirtualService validation has
 * looked already.
 */
export const shadowedRoutes: Analyzer = {
  name: 'virtual-service/shadowed-route',
  codes: ['IST0130'],
  description: 'no route of another VirtualService or Ingress takes all requests of a route',
  analyze({ config }, findings) {
    const uses = new Map<string, RouteUse>();
    for (const { virtualHosts } of config.routes) for (const host of virtualHosts) collect(host, uses);
    for (const { source, path, hosts, taken } of uses.values()) {
      const [[host, by] = []] = taken;
      if (host === undefined || by === undefined) continue;
      const where =
        taken.size === hosts.size
          ? 'the rule is never reached'
          : `the rule is never reached on ${[...taken.keys()].join(', ')}`;
      const message = `${where}: ${by.path} of ${by.source.kind} ${by.source.namespace}/${by.source.name} takes its requests before; make its match narrower, or put both into one ${source.kind}`;
      findings.report('IST0130', message, source, path);
    }
  },
};

interface PlacedRoute {
  readonly source: ResourceRef;
  readonly path: string;
}

/** A rule of a resource, on all hosts that it stands on. */
interface RouteUse extends PlacedRoute {
  readonly hosts: Set<string>;
  /** Host -> the route that takes its requests. */
  readonly taken: Map<string, PlacedRoute>;
}

function collect({ domains, routes }: VirtualHost, uses: Map<string, RouteUse>): void {
  const host = domains[0] ?? '*';
  const placed = routes.map((route) => ({ route, ...placeOf(route) }));
  const isShared = new Set(placed.map(({ source }) => idOf(source))).size > 1;
  const index = new CoverIndex<PlacedRoute>();
  for (const { route, source, path } of placed) {
    if (source === undefined || path === undefined) continue;
    const use = useOf(uses, { source, path });
    use.hosts.add(host);
    const match = isShared ? comparedMatch(route) : undefined;
    if (match === undefined) continue;
    const earlier = index.find(match);
    if (earlier === undefined) index.add(match, { source, path });
    else if (idOf(earlier.source) !== idOf(source)) use.taken.set(host, earlier);
  }
}

function placeOf({ metadata }: Route): Partial<PlacedRoute> {
  const { resource, path } = sourceOf(metadata);
  return resource === undefined || path === undefined ? {} : { source: resource, path };
}

function useOf(uses: Map<string, RouteUse>, place: PlacedRoute): RouteUse {
  const key = `${idOf(place.source)} ${place.path}`;
  const use = uses.get(key) ?? { ...place, hosts: new Set(), taken: new Map() };
  uses.set(key, use);
  return use;
}

function idOf(source: ResourceRef | undefined): string {
  return `${source?.kind} ${source?.namespace}/${source?.name}`;
}
