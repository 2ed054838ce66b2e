// Choice of an endpoint among equals. Balancers are made for a set of endpoints and thrown away with it.
import type { Cluster as ClusterConfig } from '../../envoy/cluster.ts';
import { LeastRequest } from './least-request.ts';
import { RandomChoice } from './random.ts';
import { RoundRobin } from './round-robin.ts';
import type { SlowStart } from './slow-start.ts';

/** Uniform in [0, 1). */
export type Random = () => number;

/** What a balancer may know of an endpoint. */
export interface Balanced {
  /** `127.0.0.1:80`: what is hashed. */
  readonly address: string;
  readonly weight: number;
  readonly activeRequests: number;
  /** When it came to its cluster, in monotonic milliseconds. */
  readonly addedAt: number;
}

export interface LoadBalancer<T> {
  /**
   * The next endpoint; undefined where there is none.
   * @param hash what of the request is to stay together, for balancers that do that
   * @param attempt how many endpoints were chosen for the same try before and were not wanted
   */
  choose(hash?: bigint, attempt?: number): T | undefined;
}

/** Makes the balancer that a cluster asks for, but for those that hash. */
export function createLoadBalancer<T extends Balanced>(
  config: Pick<ClusterConfig, 'lbPolicy' | 'leastRequestLbConfig'>,
  endpoints: readonly T[],
  random: Random,
  slowStart?: SlowStart,
): LoadBalancer<T> {
  switch (config.lbPolicy ?? 'ROUND_ROBIN') {
    case 'LEAST_REQUEST':
      return new LeastRequest(endpoints, random, config.leastRequestLbConfig?.choiceCount ?? 2, slowStart);
    case 'RANDOM':
      return new RandomChoice(endpoints, random);
    default:
      return new RoundRobin(endpoints, random, slowStart);
  }
}
