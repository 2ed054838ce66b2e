// One route configuration for each name that the merged servers have (Istio's buildGatewayHTTPRouteConfig).
import { sourceMetadata, withServers } from '../../envoy/config-source.ts';
import type { Route, RouteConfiguration, VirtualHost } from '../../envoy/route.ts';
import { virtualHostName } from '../../envoy/virtual-host-name.ts';
import { compareText } from '../../snapshot/object-order.ts';
import type { BoundServer } from '../gateway/gateway-server.ts';
import type { Translation } from '../translation.ts';
import type { BoundVirtualService } from '../virtual-service/bound-virtual-service.ts';
import { collapseVirtualHosts } from './collapse-virtual-hosts.ts';
import { VirtualHostTable } from './virtual-host-table.ts';
import { virtualServiceRoutes } from './virtual-service-routes.ts';

/** The limit Istio validates direct responses against; Envoy's own default is 4 KiB. */
const maxDirectResponseBodySizeBytes = 1024 * 1024;

export function buildRouteConfigurations(translation: Translation): readonly RouteConfiguration[] {
  const { byRouteConfiguration } = translation.servers;
  return [...byRouteConfiguration]
    .map(([name, servers]) => buildRouteConfiguration(name, servers, translation))
    .sort((left, right) => compareText(left.name, right.name));
}

function buildRouteConfiguration(
  name: string,
  servers: readonly BoundServer[],
  translation: Translation,
): RouteConfiguration {
  const includesAttemptCount =
    translation.snapshot.meshConfig.defaultConfig?.proxyHeaders?.attemptCount?.disabled !== true;
  const table = new VirtualHostTable(includesAttemptCount);
  const routes = new RouteCache(translation);
  for (const server of servers) addServer(server, table, routes, translation);
  const collapsed = table.size === 0 ? blackHole(servers) : collapseVirtualHosts(table.virtualHosts());
  // A route configuration of one server is reached through that one; of several, each virtual host says which.
  const virtualHosts = servers.length > 1 ? collapsed.map((one) => withServersOf(one, table)) : collapsed;
  return {
    name,
    virtualHosts: [...virtualHosts].sort((left, right) => compareText(left.name, right.name)),
    validateClusters: false,
    ignorePortInHostMatching: true,
    maxDirectResponseBodySizeBytes,
  };
}

function addServer(server: BoundServer, table: VirtualHostTable, routes: RouteCache, translation: Translation): void {
  for (const service of translation.virtualServices.get(server.gateway) ?? []) {
    const hosts = server.boundHosts.forNamespace(service.metadata.namespace ?? '').intersect(service.hosts);
    if (hosts.length === 0) continue;
    const list = routes.of(service, server);
    if (list.length > 0) for (const host of hosts) table.addRoutes(host, server, service, list);
  }
  if (server.server.tls?.httpsRedirect) for (const host of server.hosts) table.requireTls(host, server);
}

function withServersOf(virtualHost: VirtualHost, table: VirtualHostTable): VirtualHost {
  const { metadata, domains } = virtualHost;
  return metadata === undefined
    ? virtualHost
    : { ...virtualHost, metadata: withServers(metadata, table.serversOf(domains)) };
}

/** Without any route every request is answered with 404. */
function blackHole([server]: readonly BoundServer[]): readonly VirtualHost[] {
  if (server === undefined) return [];
  const name = virtualHostName('blackhole', server.server.port.number);
  return [{ name, domains: ['*'], routes: [], metadata: sourceMetadata(server.source, server.path) }];
}

/**
 * Routes are made once for each gateway and VirtualService: ports and schemes in them are those of the first server
 * that needs them, as in Istio, and virtual hosts with the same routes can be told by identity.
 */
class RouteCache {
  readonly #translation: Translation;
  readonly #routes = new Map<string, Map<BoundVirtualService, readonly Route[]>>();

  constructor(translation: Translation) {
    this.#translation = translation;
  }

  of(service: BoundVirtualService, { gateway, server }: BoundServer): readonly Route[] {
    // An Ingress's VirtualService is one for the Gateways of several Ingresses, so its routes are made once for all.
    const key = service.semantics === 'ingress' ? '' : gateway;
    const ofGateway = this.#routes.get(key) ?? new Map<BoundVirtualService, readonly Route[]>();
    this.#routes.set(key, ofGateway);
    const known = ofGateway.get(service);
    if (known !== undefined) return known;
    const routed = { port: server.port.number, isTls: server.tls !== undefined };
    const routes = virtualServiceRoutes(service, gateway, routed, this.#translation);
    ofGateway.set(service, routes);
    return routes;
  }
}
