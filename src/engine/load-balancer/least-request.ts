import { areEqual } from './equal-weights.ts';
import type { Balanced, LoadBalancer, Random } from './load-balancer.ts';
import type { SlowStart } from './slow-start.ts';
import { WeightedSchedule } from './weighted-schedule.ts';

/**
 * Of some random endpoints (two unless the cluster says otherwise) the one with the fewest requests in flight; with
 * unequal weights a schedule by weight / (requests + 1). Envoy: least_request load balancer, active_request_bias 1.
 */
export class LeastRequest<T extends Balanced> implements LoadBalancer<T> {
  readonly #endpoints: readonly T[];
  readonly #random: Random;
  readonly #choiceCount: number;
  readonly #schedule: WeightedSchedule<T> | undefined;

  constructor(endpoints: readonly T[], random: Random, choiceCount: number, slowStart?: SlowStart) {
    this.#endpoints = endpoints;
    this.#random = random;
    this.#choiceCount = choiceCount;
    if (areEqual(endpoints, slowStart)) return;
    this.#schedule = new WeightedSchedule(endpoints, (endpoint) => {
      const weight = endpoint.weight / (endpoint.activeRequests + 1);
      return slowStart === undefined ? weight : weight * slowStart.factor(endpoint);
    });
  }

  choose(): T | undefined {
    if (this.#schedule !== undefined) return this.#schedule.next();
    const endpoints = this.#endpoints;
    if (endpoints.length <= 1) return endpoints[0];
    let best: T | undefined;
    for (let i = 0; i < this.#choiceCount; i++) {
      const sampled = endpoints[Math.floor(this.#random() * endpoints.length)];
      if (best === undefined || (sampled !== undefined && sampled.activeRequests < best.activeRequests)) best = sampled;
    }
    return best;
  }
}
