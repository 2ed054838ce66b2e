import type { LoadBalancer, Random } from './load-balancer.ts';

/** Any endpoint with equal probability; Envoy's RANDOM does not look at weights. */
export class RandomChoice<T> implements LoadBalancer<T> {
  readonly #endpoints: readonly T[];
  readonly #random: Random;

  constructor(endpoints: readonly T[], random: Random) {
    this.#endpoints = endpoints;
    this.#random = random;
  }

  choose(): T | undefined {
    return this.#endpoints[Math.floor(this.#random() * this.#endpoints.length)];
  }
}
