import type { LoadBalancer } from './load-balancer.ts';
import { byLocality, type Located } from './locality.ts';
import { availability } from './priority-load.ts';
import { WeightedSchedule } from './weighted-schedule.ts';

interface Locality<T> {
  readonly weight: number;
  readonly balancer: LoadBalancer<T>;
}

/** Chooses the locality by its weight and health first, then one of its endpoints. */
export class LocalityWeighted<T extends Located & { readonly healthy: boolean }> implements LoadBalancer<T> {
  readonly #schedule: WeightedSchedule<Locality<T>>;
  /** For the case that no locality has a weight. */
  readonly #others: LoadBalancer<T>;

  /** @param balance makes what chooses among healthy endpoints */
  constructor(level: readonly T[], balance: (endpoints: readonly T[]) => LoadBalancer<T>) {
    const localities = byLocality(level).map((members): Locality<T> => {
      const healthy = members.filter((endpoint) => endpoint.healthy);
      const share = availability({ healthy: healthy.length, total: members.length });
      return { weight: (members[0]?.localityWeight ?? 0) * share, balancer: balance(healthy) };
    });
    this.#schedule = new WeightedSchedule(localities, ({ weight }) => weight);
    this.#others = balance(level.filter((endpoint) => endpoint.healthy));
  }

  choose(): T | undefined {
    return (this.#schedule.next()?.balancer ?? this.#others).choose();
  }
}
