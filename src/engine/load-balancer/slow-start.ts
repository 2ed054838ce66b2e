import type { Cluster as ClusterConfig, SlowStartConfig } from '../../envoy/cluster.ts';
import { durationMs } from '../duration.ts';
import type { Balanced } from './load-balancer.ts';

/** Envoy's min_weight_percent. */
const DEFAULT_MINIMUM_PERCENT = 10;

/**
 * Gives endpoints that are new in a cluster less than their share, and more as they grow older:
 * EdfLoadBalancerBase::applySlowStartFactor of Envoy. The share is (age / window) ^ (1 / aggression).
 */
export class SlowStart {
  readonly #windowMs: number;
  readonly #minimum: number;
  readonly #aggression: number;
  readonly #clock: () => number;

  constructor(config: SlowStartConfig, clock: () => number) {
    this.#windowMs = durationMs(config.slowStartWindow, 0);
    this.#minimum = (config.minWeightPercent?.value ?? DEFAULT_MINIMUM_PERCENT) / 100;
    this.#aggression = config.aggression?.defaultValue ?? 1;
    this.#clock = clock;
  }

  isWarming({ addedAt }: Balanced): boolean {
    return this.#clock() - addedAt < this.#windowMs;
  }

  /** What of its weight counts, above 0 and up to 1. */
  factor(endpoint: Balanced): number {
    if (!this.isWarming(endpoint)) return 1;
    const age = Math.max(1, this.#clock() - endpoint.addedAt) / this.#windowMs;
    return Math.max(age ** (1 / this.#aggression), this.#minimum);
  }
}

/** The slow start of a cluster; undefined where it has none. */
export function slowStartOf(
  { lbPolicy, leastRequestLbConfig, roundRobinLbConfig }: ClusterConfig,
  clock: () => number,
): SlowStart | undefined {
  const { slowStartConfig } = (lbPolicy === 'LEAST_REQUEST' ? leastRequestLbConfig : roundRobinLbConfig) ?? {};
  return slowStartConfig === undefined ? undefined : new SlowStart(slowStartConfig, clock);
}
