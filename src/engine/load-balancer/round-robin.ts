import { areEqual } from './equal-weights.ts';
import type { Balanced, LoadBalancer, Random } from './load-balancer.ts';
import type { SlowStart } from './slow-start.ts';
import { WeightedSchedule } from './weighted-schedule.ts';

/** Turns in order, beginning anywhere, so that proxies which start together do not all hit the same endpoint first. */
export class RoundRobin<T extends Balanced> implements LoadBalancer<T> {
  readonly #endpoints: readonly T[];
  readonly #schedule: WeightedSchedule<T> | undefined;
  #next: number;

  constructor(endpoints: readonly T[], random: Random, slowStart?: SlowStart) {
    this.#endpoints = endpoints;
    this.#next = Math.floor(random() * endpoints.length);
    if (areEqual(endpoints, slowStart)) return;
    this.#schedule = new WeightedSchedule(endpoints, (endpoint) =>
      slowStart === undefined ? endpoint.weight : endpoint.weight * slowStart.factor(endpoint),
    );
  }

  choose(): T | undefined {
    if (this.#schedule !== undefined) return this.#schedule.next();
    const endpoint = this.#endpoints[this.#next];
    this.#next = this.#next + 1 < this.#endpoints.length ? this.#next + 1 : 0;
    return endpoint;
  }
}
