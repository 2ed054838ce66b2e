// Every way a connection or request can take through a configuration, and the resources that each was made from. Read
// from the configuration alone: what it says of its sources is the only opinion there is.
import type { Cluster } from '../../envoy/cluster.ts';
import type { Config } from '../../envoy/config.ts';
import { sourceOf, sourcesOf } from '../../envoy/config-source.ts';
import type { FilterChain, Listener } from '../../envoy/listener.ts';
import type { Metadata } from '../../envoy/metadata.ts';
import type { Route, RouteConfiguration, VirtualHost } from '../../envoy/route.ts';
import type { ResourceRef } from '../../lib/finding.ts';

export interface Way {
  readonly listener: Listener;
  readonly chain: FilterChain;
  readonly routeConfiguration?: RouteConfiguration;
  /** Absent for TCP, and where a chain has no virtual host. */
  readonly virtualHost?: VirtualHost;
  /** Absent for TCP, and where the virtual host answers everything by itself. */
  readonly route?: Route;
  /** Names of the clusters it may end in, those of mirrors last. */
  readonly clusters: readonly string[];
}

/** All ways, in the order of listeners, chains, virtual hosts and routes. */
export function waysThrough({ listeners, routes }: Pick<Config, 'listeners' | 'routes'>): readonly Way[] {
  return listeners.flatMap((listener) =>
    listener.filterChains.flatMap((chain) => waysOfChain(listener, chain, routes)),
  );
}

function waysOfChain(listener: Listener, chain: FilterChain, routes: Config['routes']): readonly Way[] {
  const [filter] = chain.filters;
  if (filter === undefined) return [{ listener, chain, clusters: [] }];
  if (filter.name === 'envoy.filters.network.tcp_proxy') {
    const { cluster, weightedClusters } = filter.typedConfig;
    return [{ listener, chain, clusters: clusterNames({ cluster, weightedClusters }) }];
  }
  const { rds, routeConfig } = filter.typedConfig;
  const routeConfiguration = routeConfig ?? routes.find(({ name }) => name === rds?.routeConfigName);
  if (routeConfiguration === undefined || routeConfiguration.virtualHosts.length === 0)
    return [{ listener, chain, clusters: [] }];
  return routeConfiguration.virtualHosts.flatMap((virtualHost): readonly Way[] => {
    const way = { listener, chain, routeConfiguration, virtualHost };
    if (virtualHost.requireTls === 'ALL' || virtualHost.routes.length === 0) return [{ ...way, clusters: [] }];
    return virtualHost.routes.map((route) => ({ ...way, route, clusters: clustersOf(route) }));
  });
}

function clustersOf({ route }: Route): readonly string[] {
  const mirrors = (route?.requestMirrorPolicies ?? []).map(({ cluster }) => cluster);
  return [...clusterNames(route ?? {}), ...mirrors];
}

function clusterNames({
  cluster,
  weightedClusters,
}: {
  readonly cluster?: string | undefined;
  readonly weightedClusters?: { readonly clusters: readonly { readonly name: string }[] } | undefined;
}): readonly string[] {
  return weightedClusters?.clusters.map(({ name }) => name) ?? (cluster === undefined ? [] : [cluster]);
}

/** Says which resources a way was made from; of a virtual host that several bring routes to, only those of this way. */
export function sourcesOfWay(
  { chain, virtualHost, route, clusters }: Way,
  clusterOf: (name: string) => Cluster | undefined,
): readonly ResourceRef[] {
  // Without a list of its own a virtual host is reached through the servers of its chain.
  const servers = virtualHost?.metadata?.filterMetadata.ictl?.servers === undefined ? sourcesOf(chain.metadata) : [];
  const shared = sourcesOf(virtualHost?.metadata).filter(({ resource }) => route === undefined || isServer(resource));
  const own = sourceOf(route?.metadata).resource;
  const behind = clusters.flatMap((name) => clusterSources(clusterOf(name)));
  return [
    ...servers.map(({ resource }) => resource),
    ...shared.map(({ resource }) => resource),
    ...(own === undefined ? [] : [own]),
    ...behind,
  ];
}

/** Ingresses have a server of their own, too. */
function isServer({ kind }: ResourceRef): boolean {
  return kind === 'Gateway';
}

/** The DestinationRule or service that a cluster was made from, and the services behind it. */
export function clusterSources(cluster: Cluster | undefined): readonly ResourceRef[] {
  const { resource } = sourceOf(cluster?.metadata);
  return [...(resource === undefined ? [] : [resource]), ...servicesOf(cluster?.metadata)];
}

/** Istio lists the services of a cluster; one that a ServiceEntry stands for has its host for a name. */
function servicesOf(metadata: Metadata | undefined): readonly ResourceRef[] {
  const services = metadata?.filterMetadata.istio?.services;
  if (!Array.isArray(services)) return [];
  return services.map(({ host, name, namespace }: Record<'host' | 'name' | 'namespace', string>) => ({
    kind: host === name ? 'ServiceEntry' : 'Service',
    namespace,
    name,
  }));
}
