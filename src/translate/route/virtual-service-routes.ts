// The routes that a VirtualService has on a gateway (Istio's BuildHTTPRoutesForVirtualService).
import type { Route } from '../../envoy/route.ts';
import type { HttpMatchRequest } from '../../kinds/virtual-service/virtual-service.ts';
import { selectsAny } from '../labels.ts';
import type { Translation } from '../translation.ts';
import type { BoundVirtualService } from '../virtual-service/bound-virtual-service.ts';
import { buildRoute, type RoutedServer, ruleAction } from './route.ts';
import { isCatchAll } from './route-match.ts';

/** In order; the list ends with the first route that takes everything. Empty where no rule is for this server. */
export function virtualServiceRoutes(
  service: BoundVirtualService,
  gateway: string,
  server: RoutedServer,
  translation: Translation,
): readonly Route[] {
  const routes: Route[] = [];
  for (const rule of service.http) {
    const matches = rule.matches.filter(({ match }) => appliesTo(match, gateway, server, translation));
    const isForAll = rule.matches.length === 0;
    if (matches.length === 0 && !isForAll) continue;
    const action = ruleAction(rule, server, translation);
    if (isForAll) return [...routes, buildRoute(service, rule, undefined, action, server.port)];
    for (const match of matches) {
      const route = buildRoute(service, rule, match, action, server.port);
      routes.push(route);
      if (isCatchAll(route.match)) return routes;
    }
  }
  return routes;
}

/** Whether a match is for this server; the source is the gateway itself, and counts only where no gateway is named. */
function appliesTo(
  { port, gateways = [], sourceLabels, sourceNamespace }: HttpMatchRequest,
  gateway: string,
  server: RoutedServer,
  { proxy }: Translation,
): boolean {
  if (port && port !== server.port) return false;
  if (gateways.length > 0) return gateways.includes(gateway);
  if (!selectsAny(sourceLabels, proxy.labelSets)) return false;
  return !sourceNamespace || sourceNamespace === proxy.namespace;
}
