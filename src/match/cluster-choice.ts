import type { ClusterWeight, Route } from '../envoy/route.ts';

/** The clusters of a route, ready to choose from. */
export interface WeightedChoice {
  readonly totalWeight: number;
  /** Without those of weight 0, which are never chosen. */
  readonly clusters: readonly ClusterWeight[];
}

/** Prepares the weighted clusters of a route; undefined where it has none. */
export function weightedChoice(route: Route): WeightedChoice | undefined {
  const all = route.route?.weightedClusters?.clusters;
  return all === undefined ? undefined : choiceOf(all);
}

/** Prepares a list of weighted clusters, of a route or of a TCP proxy. */
export function choiceOf(all: readonly ClusterWeight[]): WeightedChoice {
  const clusters = all.filter((cluster) => weightOf(cluster) > 0);
  return { clusters, totalWeight: clusters.reduce((sum, cluster) => sum + weightOf(cluster), 0) };
}

/**
 * Chooses a cluster by weight.
 * @param random uniform in [0, 1)
 * @returns undefined where every weight is 0 or there is no cluster
 */
export function chooseWeighted(choice: WeightedChoice, random: number): ClusterWeight | undefined {
  let rest = Math.floor(random * choice.totalWeight);
  for (const cluster of choice.clusters) {
    rest -= weightOf(cluster);
    if (rest < 0) return cluster;
  }
  return undefined;
}

function weightOf(cluster: ClusterWeight): number {
  return cluster.weight ?? 0;
}
