// What a resource does in the proxy, as data: everything of the configuration that says it was made from it. Pure.
import type { Cluster } from '../../envoy/cluster.ts';
import type { Config } from '../../envoy/config.ts';
import type { ResourceRef } from '../../lib/finding.ts';
import { actionText, weightedText } from '../translate/action-text.ts';
import { addressText, hostAndPort } from '../translate/address-text.ts';
import { clientAddresses, type Reachability } from '../translate/client-addresses.ts';
import { matchText } from '../translate/match-text.ts';
import { protocolOf } from '../translate/protocol-of.ts';
import { sourceText } from '../translate/source-text.ts';
import { clusterSources, sourcesOfWay, type Way, waysThrough } from '../translate/ways.ts';
import { requestTexts } from './request-text.ts';

export interface ProxyView {
  readonly listeners: readonly ListenerView[];
  readonly routes: readonly RouteView[];
  readonly clusters: readonly ClusterView[];
  /** Such as `GET http://httpbin.example.com:31380/status*`; in the order in which routes are tried. */
  readonly requests: readonly string[];
}

export interface ListenerView {
  readonly name: string;
  readonly protocol: string;
  /** Addresses on which clients reach it. */
  readonly addresses: readonly string[];
  /** Hosts that lead to the resource; server names where the listener speaks TLS and no HTTP. */
  readonly hosts: readonly string[];
}

export interface RouteView {
  readonly hosts: readonly string[];
  readonly match: string;
  readonly action: string;
  /** The field it was made from: `VirtualService default/shop spec.http[0]`. */
  readonly from: string;
}

export interface ClusterView {
  readonly name: string;
  readonly balancing: string;
  readonly tls: boolean;
  readonly endpoints: readonly { readonly address: string; readonly health: string }[];
}

/** @param isMeant tells whether a resource is the one that is described */
export function proxyView(config: Config, reach: Reachability, isMeant: (ref: ResourceRef) => boolean): ProxyView {
  const clusters = new Map(config.clusters.map((cluster) => [cluster.name, cluster]));
  const ways = waysThrough(config).filter((way) =>
    sourcesOfWay(way, (name) => clusters.get(name)).some((ref) => isMeant(ref)),
  );
  const own = config.clusters.filter((cluster) => clusterSources(cluster).some((ref) => isMeant(ref)));
  return waysView(config, reach, ways, own);
}

/** Shows some ways, and clusters beside those the ways lead to. */
export function waysView(
  config: Config,
  reach: Reachability,
  ways: readonly Way[],
  own: readonly Cluster[] = [],
): ProxyView {
  const led = new Set(ways.flatMap((way) => way.clusters));
  const shown = config.clusters.filter(
    (cluster) => own.includes(cluster) || (own.length === 0 && led.has(cluster.name)),
  );
  return {
    listeners: listenerViews(ways, reach),
    routes: routeViews(ways),
    clusters: shown.map((cluster) => clusterView(cluster, config)),
    requests: requestsOf(ways, reach),
  };
}

/** Each request once, though two listeners may be reached on the same address. */
function requestsOf(ways: readonly Way[], reach: Reachability): readonly string[] {
  const texts = ways.flatMap((way) => {
    const [address] = clientAddresses(way.listener, reach);
    return address === undefined ? [] : requestTexts(way, address);
  });
  return [...new Set(texts)];
}

function listenerViews(ways: readonly Way[], reach: Reachability): readonly ListenerView[] {
  const views = new Map<string, { readonly view: ListenerView; readonly hosts: Set<string> }>();
  for (const { listener, chain, virtualHost } of ways) {
    const protocol = protocolOf(chain);
    const hosts = virtualHost?.domains ?? chain.filterChainMatch?.serverNames ?? [];
    const known = views.get(`${listener.name} ${protocol}`);
    if (known !== undefined) {
      for (const host of hosts) known.hosts.add(host);
      continue;
    }
    const addresses = clientAddresses(listener, reach).map(({ host, port }) => hostAndPort(host, port));
    const view = { name: listener.name, protocol, addresses, hosts: [] };
    views.set(`${listener.name} ${protocol}`, { view, hosts: new Set(hosts) });
  }
  return [...views.values()].map(({ view, hosts }) => ({ ...view, hosts: [...hosts] }));
}

function routeViews(ways: readonly Way[]): readonly RouteView[] {
  const views = ways.flatMap((way) => routeView(way) ?? []);
  return [...new Map(views.map((view) => [JSON.stringify(view), view])).values()];
}

function routeView({ chain, virtualHost, route }: Way): RouteView | undefined {
  if (virtualHost === undefined) return tcpView(chain);
  const hosts = virtualHost.domains;
  if (route !== undefined)
    return { hosts, match: matchText(route.match), action: actionText(route), from: sourceText(route.metadata) };
  if (virtualHost.requireTls !== 'ALL') return undefined;
  return { hosts, match: '/*', action: 'redirect to https', from: sourceText(virtualHost.metadata) };
}

function tcpView({ filters: [filter], filterChainMatch, metadata }: Way['chain']): RouteView | undefined {
  if (filter?.name !== 'envoy.filters.network.tcp_proxy') return undefined;
  const { cluster, weightedClusters } = filter.typedConfig;
  const hosts = filterChainMatch?.serverNames ?? ['*'];
  return {
    hosts,
    match: 'any connection',
    action: cluster ?? weightedText(weightedClusters?.clusters ?? []),
    from: sourceText(metadata),
  };
}

function clusterView(cluster: Cluster, { endpoints }: Config): ClusterView {
  const { name, lbPolicy = 'ROUND_ROBIN', transportSocket } = cluster;
  const assignment = cluster.loadAssignment ?? endpoints.find(({ clusterName }) => clusterName === name);
  return {
    name,
    balancing: lbPolicy,
    tls: transportSocket !== undefined,
    endpoints: (assignment?.endpoints ?? []).flatMap(({ lbEndpoints }) =>
      lbEndpoints.map(({ endpoint, healthStatus = 'HEALTHY' }) => ({
        address: addressText(endpoint.address),
        health: healthStatus,
      })),
    ),
  };
}
