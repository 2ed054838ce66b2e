import { type Balanced, haveEqualWeights, type LoadBalancer, type Random } from './load-balancer.ts';
import { WeightedSchedule } from './weighted-schedule.ts';

/** Turns in order, beginning anywhere, so that proxies which start together do not all hit the same endpoint first. */
export class RoundRobin<T extends Balanced> implements LoadBalancer<T> {
  readonly #endpoints: readonly T[];
  readonly #schedule: WeightedSchedule<T> | undefined;
  #next: number;

  constructor(endpoints: readonly T[], random: Random) {
    this.#endpoints = endpoints;
    this.#next = Math.floor(random() * endpoints.length);
    if (!haveEqualWeights(endpoints)) this.#schedule = new WeightedSchedule(endpoints, ({ weight }) => weight);
  }

  choose(): T | undefined {
    if (this.#schedule !== undefined) return this.#schedule.next();
    const endpoint = this.#endpoints[this.#next];
    this.#next = this.#next + 1 < this.#endpoints.length ? this.#next + 1 : 0;
    return endpoint;
  }
}
