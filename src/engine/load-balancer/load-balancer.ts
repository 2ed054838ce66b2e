// Choice of an endpoint among equals. Balancers are made for a set of endpoints and thrown away with it.
import type { Cluster as ClusterConfig } from '../../envoy/cluster.ts';
import { LeastRequest } from './least-request.ts';
import { RandomChoice } from './random.ts';
import { RoundRobin } from './round-robin.ts';

/** Uniform in [0, 1). */
export type Random = () => number;

/** What a balancer may know of an endpoint. */
export interface Balanced {
  readonly weight: number;
  readonly activeRequests: number;
}

export interface LoadBalancer<T> {
  /** The next endpoint; undefined where there is none. */
  choose(): T | undefined;
}

/** Makes the balancer that a cluster asks for. Consistent hashing falls back to round robin without a hash. */
export function createLoadBalancer<T extends Balanced>(
  config: Pick<ClusterConfig, 'lbPolicy' | 'leastRequestLbConfig'>,
  endpoints: readonly T[],
  random: Random,
): LoadBalancer<T> {
  switch (config.lbPolicy ?? 'ROUND_ROBIN') {
    case 'LEAST_REQUEST':
      return new LeastRequest(endpoints, random, config.leastRequestLbConfig?.choiceCount ?? 2);
    case 'RANDOM':
      return new RandomChoice(endpoints, random);
    default:
      return new RoundRobin(endpoints, random);
  }
}

export function haveEqualWeights(endpoints: readonly Balanced[]): boolean {
  return endpoints.every(({ weight }) => weight === endpoints[0]?.weight);
}
