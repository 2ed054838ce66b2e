import { type CompiledRoute, chooseCluster } from '../../match/compiled-route.ts';
import type { ActiveStream } from './active-stream.ts';

/**
 * Notes on a request which route it takes, and where that leads: the cluster is drawn by the weights before any filter
 * runs, for the destination's operations also apply to what filters answer.
 */
export function noteRoute(stream: ActiveStream, route: CompiledRoute | undefined): void {
  if (route === undefined) return;
  stream.route = route;
  const entry = stream.manager.routeEntries.get(route.route);
  stream.routeEntry = entry;
  // Those of a redirect or a direct response apply to nothing but that.
  if (entry.action === undefined) return;
  stream.clusterChoice = chooseCluster(route, stream.environment.random());
  stream.destination = entry.action.destinations.get(stream.clusterChoice?.weight);
  stream.responseMutations = stream.destination?.responseMutations ?? entry.responseMutations;
}

/** Notes the cluster for logs, which tell where a request was to go though a filter answers it. */
export function noteCluster(stream: ActiveStream): void {
  const { clusterChoice, manager } = stream;
  const cluster = clusterChoice === undefined ? undefined : manager.clusters.get(clusterChoice.name);
  if (cluster === undefined) return;
  stream.clusterName = cluster.name;
  stream.clusterStatName = cluster.statName;
}
