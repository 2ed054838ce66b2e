import type { Cluster } from '../../envoy/cluster.ts';
import type { Config } from '../../envoy/config.ts';
import type { ClusterLoadAssignment, LbEndpoint } from '../../envoy/endpoint.ts';
import type { Outcome, Step } from './decision.ts';
import type { SourceFinder } from './source-finder.ts';

export interface WantedCluster {
  readonly name: string;
  /** Absent for the only one. */
  readonly weight?: number;
}

export interface FollowedClusters {
  readonly steps: readonly Step[];
  readonly outcome: Outcome;
}

/** Lists the clusters that a route or TCP proxy leads to, with their endpoints. */
export function followClusters(wanted: readonly WantedCluster[], config: Config, find: SourceFinder): FollowedClusters {
  const total = wanted.reduce((sum, { weight = 0 }) => sum + weight, 0);
  const usable = wanted.filter(({ weight = 1 }) => weight > 0);
  if (usable.length === 0)
    return { steps: [], outcome: failed('NC', 'the route has no destination with a weight above 0') };
  const followed = usable.map((one) => followCluster(one, total, config, find));
  const healthy = followed.find(({ outcome }) => outcome.kind === 'forwarded');
  const outcome = healthy?.outcome ?? (followed[0] as FollowedClusters).outcome;
  return { steps: followed.flatMap(({ steps }) => steps), outcome };
}

function followCluster(
  { name, weight }: WantedCluster,
  total: number,
  config: Config,
  find: SourceFinder,
): FollowedClusters {
  const share = weight === undefined ? [] : [`weight ${weight} of ${total}`];
  const cluster = config.clusters.find((one) => one.name === name);
  if (cluster === undefined) {
    const step: Step = { stage: 'cluster', name, detail: ['does not exist', ...share].join(', '), passedOver: [] };
    return { steps: [step], outcome: failed('NC', `there is no cluster ${name}: no such Service, port or subset`) };
  }
  const step: Step = { stage: 'cluster', name, ...detail(share), ...find(cluster.metadata), passedOver: [] };
  const endpoints = endpointsOf(cluster, config.endpoints);
  const steps = endpoints.map((endpoint) => endpointStep(endpoint, find));
  if (endpoints.some(isHealthy))
    return { steps: [step, ...steps], outcome: { kind: 'forwarded', summary: `forwarded to ${name}` } };
  const reason = endpoints.length === 0 ? 'has no endpoints' : 'has no healthy endpoint';
  return { steps: [step, ...steps], outcome: failed('UH', `${name} ${reason}`) };
}

function detail(parts: readonly string[]): Pick<Step, 'detail'> {
  return parts.length === 0 ? {} : { detail: parts.join(', ') };
}

function endpointsOf(cluster: Cluster, assignments: Config['endpoints']): readonly LbEndpoint[] {
  const assignment: ClusterLoadAssignment | undefined =
    cluster.loadAssignment ?? assignments.find(({ clusterName }) => clusterName === cluster.name);
  return (assignment?.endpoints ?? []).flatMap(({ lbEndpoints }) => lbEndpoints);
}

function endpointStep(endpoint: LbEndpoint, find: SourceFinder): Step {
  const { socketAddress, pipe } = endpoint.endpoint.address;
  const address = socketAddress?.address ?? '';
  const host = address.includes(':') ? `[${address}]` : address;
  const name = socketAddress === undefined ? (pipe?.path ?? '') : `${host}:${socketAddress.portValue}`;
  const health = detail(isHealthy(endpoint) ? [] : [endpoint.healthStatus?.toLowerCase() ?? '']);
  return { stage: 'endpoint', name, ...health, ...find(endpoint.metadata), passedOver: [] };
}

function isHealthy({ healthStatus = 'HEALTHY' }: LbEndpoint): boolean {
  return healthStatus === 'HEALTHY' || healthStatus === 'UNKNOWN';
}

function failed(flag: string, summary: string): Outcome {
  return { kind: 'failed', status: 503, flag, summary };
}
