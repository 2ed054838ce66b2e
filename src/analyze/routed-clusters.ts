import type { Config } from '../envoy/config.ts';
import type { NetworkFilter } from '../envoy/listener.ts';

interface ClusterAction {
  readonly cluster?: string;
  readonly weightedClusters?: { readonly clusters: readonly { readonly name: string }[] };
}

/** The names of all clusters that HTTP, TCP and TLS routes lead to. */
export function routedClusters({ routes, listeners }: Config): ReadonlySet<string> {
  const actions: ClusterAction[] = [
    ...routes.flatMap(({ virtualHosts }) =>
      virtualHosts.flatMap((host) => host.routes.flatMap(({ route = {} }) => route)),
    ),
    ...listeners.flatMap(({ filterChains }) => filterChains.flatMap(({ filters }) => filters.flatMap(tcpAction))),
  ];
  return new Set(actions.flatMap(namesOf));
}

function tcpAction(filter: NetworkFilter): ClusterAction[] {
  return filter.name === 'envoy.filters.network.tcp_proxy' ? [filter.typedConfig] : [];
}

function namesOf({ cluster, weightedClusters }: ClusterAction): readonly string[] {
  return weightedClusters?.clusters.map(({ name }) => name) ?? (cluster === undefined ? [] : [cluster]);
}
