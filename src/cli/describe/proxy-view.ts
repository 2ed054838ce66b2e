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

/** What a configuration says of the resources it was made from; read once, asked for each. */
export class ProxyViews {
  readonly #config: Config;
  readonly #reach: Reachability;
  readonly #ways = new Map<string, Set<Way>>();
  readonly #clusters = new Map<string, Set<Cluster>>();

  constructor(config: Config, reach: Reachability) {
    this.#config = config;
    this.#reach = reach;
    const byName = new Map(config.clusters.map((cluster) => [cluster.name, cluster]));
    for (const cluster of config.clusters)
      for (const ref of clusterSources(cluster)) addTo(this.#clusters, ref, cluster);
    for (const way of waysThrough(config))
      for (const ref of sourcesOfWay(way, (name) => byName.get(name))) addTo(this.#ways, ref, way);
  }

  /** @param identities the names under which the configuration speaks of the resource */
  of(identities: readonly ResourceRef[]): ProxyView {
    const ways = new Set(identities.flatMap((ref) => [...(this.#ways.get(refKey(ref)) ?? [])]));
    const own = new Set(identities.flatMap((ref) => [...(this.#clusters.get(refKey(ref)) ?? [])]));
    return waysView(this.#config, this.#reach, [...ways], own);
  }
}

function addTo<T>(index: Map<string, Set<T>>, ref: ResourceRef, item: T): void {
  const key = refKey(ref);
  const known = index.get(key);
  if (known === undefined) index.set(key, new Set([item]));
  else known.add(item);
}

function refKey({ kind, namespace, name }: ResourceRef): string {
  return `${kind} ${namespace}/${name}`;
}

/** Where clusters were made from the resource itself they are shown, else those that its ways lead to. */
function waysView(config: Config, reach: Reachability, ways: readonly Way[], own: ReadonlySet<Cluster>): ProxyView {
  const led = new Set(ways.flatMap((way) => way.clusters));
  const shown = own.size > 0 ? [...own] : config.clusters.filter(({ name }) => led.has(name));
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
