import type { RequestHead } from '../../engine/http/stream.ts';
import type { Cluster } from '../../envoy/cluster.ts';
import type { Config } from '../../envoy/config.ts';
import type { ClusterLoadAssignment, LbEndpoint } from '../../envoy/endpoint.ts';
import type { HashPolicy } from '../../envoy/route.ts';
import { type HashedChoice, hashedChoice } from './chosen-endpoint.ts';
import { clusterPolicies } from './cluster-policies.ts';
import type { Outcome, Policy, Step } from './decision.ts';
import type { PolicyFinder } from './policy-finder.ts';
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

/** Where clusters are looked up. */
export interface ClusterWorld {
  readonly config: Config;
  readonly find: SourceFinder;
  readonly policies: PolicyFinder;
}

/** What of a request may choose the endpoint; TCP has none of it. */
export interface HashedRequest {
  readonly head?: RequestHead;
  readonly hashPolicy?: readonly HashPolicy[];
}

/** Lists the clusters that a route or TCP proxy leads to, with their endpoints. */
export function followClusters(
  wanted: readonly WantedCluster[],
  world: ClusterWorld,
  request: HashedRequest,
): FollowedClusters {
  const total = wanted.reduce((sum, { weight = 0 }) => sum + weight, 0);
  const usable = wanted.filter(({ weight = 1 }) => weight > 0);
  if (usable.length === 0)
    return { steps: [], outcome: failed('NC', 'the route has no destination with a weight above 0') };
  const followed = usable.map((one) => followCluster(one, total, world, request));
  const healthy = followed.find(({ outcome }) => outcome.kind === 'forwarded');
  const outcome = healthy?.outcome ?? (followed[0] as FollowedClusters).outcome;
  return { steps: followed.flatMap(({ steps }) => steps), outcome };
}

function followCluster(
  { name, weight }: WantedCluster,
  total: number,
  { config, find, policies: finder }: ClusterWorld,
  { head, hashPolicy = [] }: HashedRequest,
): FollowedClusters {
  const share = weight === undefined ? [] : [`weight ${weight} of ${total}`];
  const cluster = config.clusters.find((one) => one.name === name);
  if (cluster === undefined) {
    const step: Step = { stage: 'cluster', name, detail: ['does not exist', ...share].join(', '), passedOver: [] };
    return { steps: [step], outcome: failed('NC', `there is no cluster ${name}: no such Service, port or subset`) };
  }
  const assignment = assignmentOf(cluster, config.endpoints);
  const choice = hashedChoice(cluster, assignment, hashPolicy, head);
  const policies = clusterPolicies(cluster, finder).map((policy) => withChoice(policy, choice));
  const step: Step = { stage: 'cluster', name, ...detail(share), ...find(cluster.metadata), policies, passedOver: [] };
  const endpoints = (assignment?.endpoints ?? []).flatMap(({ lbEndpoints, priority = 0 }) =>
    lbEndpoints.map((endpoint) => ({ endpoint, priority })),
  );
  const steps = endpoints.map((one) => endpointStep(one, choice, find));
  if (endpoints.some(({ endpoint }) => isHealthy(endpoint)))
    return { steps: [step, ...steps], outcome: { kind: 'forwarded', summary: `forwarded to ${name}` } };
  const reason = endpoints.length === 0 ? 'has no endpoints' : 'has no healthy endpoint';
  return { steps: [step, ...steps], outcome: failed('UH', `${name} ${reason}`) };
}

function withChoice(policy: Policy, choice: HashedChoice | undefined): Policy {
  if (choice === undefined || policy.name !== 'balancing') return policy;
  return { ...policy, text: `${policy.text} ${choice.text}` };
}

function detail(parts: readonly string[]): Pick<Step, 'detail'> {
  return parts.length === 0 ? {} : { detail: parts.join(', ') };
}

function assignmentOf(cluster: Cluster, assignments: Config['endpoints']): ClusterLoadAssignment | undefined {
  return cluster.loadAssignment ?? assignments.find(({ clusterName }) => clusterName === cluster.name);
}

function endpointStep(
  { endpoint, priority }: { readonly endpoint: LbEndpoint; readonly priority: number },
  choice: HashedChoice | undefined,
  find: SourceFinder,
): Step {
  const { socketAddress, pipe } = endpoint.endpoint.address;
  const address = socketAddress?.address ?? '';
  const host = address.includes(':') ? `[${address}]` : address;
  const name = socketAddress === undefined ? (pipe?.path ?? '') : `${host}:${socketAddress.portValue}`;
  const { loadBalancingWeight: weight = 1, healthStatus } = endpoint;
  const parts = [
    ...(choice?.address === name ? ['the request goes here'] : []),
    ...(isHealthy(endpoint) ? [] : [healthStatus?.toLowerCase() ?? '']),
    ...(weight === 1 ? [] : [`weight ${weight}`]),
    ...(priority === 0 ? [] : [`priority ${priority}: where better ones fail`]),
  ];
  return { stage: 'endpoint', name, ...detail(parts), ...find(endpoint.metadata), passedOver: [] };
}

function isHealthy({ healthStatus = 'HEALTHY' }: LbEndpoint): boolean {
  return healthStatus === 'HEALTHY' || healthStatus === 'UNKNOWN';
}

function failed(flag: string, summary: string): Outcome {
  return { kind: 'failed', status: 503, flag, summary };
}
