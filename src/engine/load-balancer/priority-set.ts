// The endpoints of a cluster as Envoy balances them: first a priority, then (if the cluster weighs localities) a
// locality, then an endpoint by the cluster's policy. Made anew whenever endpoints or their health change.
import type { Cluster as ClusterConfig } from '../../envoy/cluster.ts';
import { type Balanced, createLoadBalancer, type LoadBalancer, type Random } from './load-balancer.ts';
import { availability, priorityLoads } from './priority-load.ts';
import { WeightedSchedule } from './weighted-schedule.ts';

export interface Prioritised extends Balanced {
  readonly priority: number;
  /** Names the locality, with its weight within the priority. */
  readonly locality: string;
  readonly localityWeight: number;
  readonly healthy: boolean;
}

/** Envoy's default; Istio sets 0, which switches panic off. */
const DEFAULT_PANIC_PERCENT = 50;

export class PrioritySet<T extends Prioritised> implements LoadBalancer<T> {
  readonly #random: Random;
  readonly #levels: readonly LoadBalancer<T>[];
  readonly #loads: readonly number[];

  constructor(config: ClusterConfig, endpoints: readonly T[], random: Random) {
    this.#random = random;
    const levels = levelsOf(endpoints);
    this.#loads = priorityLoads(
      levels.map((level) => ({ healthy: level.filter(({ healthy }) => healthy).length, total: level.length })),
    );
    this.#levels = levels.map((level) => balancerOfLevel(config, level, random));
  }

  choose(): T | undefined {
    if (this.#levels.length <= 1) return this.#levels[0]?.choose();
    let at = this.#random() * 100;
    for (const [index, load] of this.#loads.entries()) {
      if (at < load) return this.#levels[index]?.choose();
      at -= load;
    }
    return this.#levels[0]?.choose();
  }
}

function levelsOf<T extends Prioritised>(endpoints: readonly T[]): T[][] {
  const levels: T[][] = [];
  for (const endpoint of endpoints) {
    while (levels.length <= endpoint.priority) levels.push([]);
    levels[endpoint.priority]?.push(endpoint);
  }
  return levels;
}

function balancerOfLevel<T extends Prioritised>(
  config: ClusterConfig,
  level: readonly T[],
  random: Random,
): LoadBalancer<T> {
  const healthy = level.filter((endpoint) => endpoint.healthy);
  const threshold = config.commonLbConfig?.healthyPanicThreshold;
  const panicPercent = threshold === undefined ? DEFAULT_PANIC_PERCENT : (threshold.value ?? 0);
  const panics = level.length > 0 && (healthy.length / level.length) * 100 < panicPercent;
  const eligible = panics ? level : healthy;
  if (config.commonLbConfig?.localityWeightedLbConfig === undefined || panics)
    return createLoadBalancer(config, eligible, random);
  return new LocalityWeighted(config, level, random);
}

interface Locality<T> {
  readonly weight: number;
  readonly balancer: LoadBalancer<T>;
}

/** Chooses the locality by its weight and health first. */
class LocalityWeighted<T extends Prioritised> implements LoadBalancer<T> {
  readonly #schedule: WeightedSchedule<Locality<T>>;

  constructor(config: ClusterConfig, level: readonly T[], random: Random) {
    const localities = byLocality(level).map((members): Locality<T> => {
      const healthy = members.filter((endpoint) => endpoint.healthy);
      const share = availability({ healthy: healthy.length, total: members.length });
      return {
        weight: (members[0]?.localityWeight ?? 0) * share,
        balancer: createLoadBalancer(config, healthy, random),
      };
    });
    this.#schedule = new WeightedSchedule(localities, ({ weight }) => weight);
  }

  choose(): T | undefined {
    return this.#schedule.next()?.balancer.choose();
  }
}

function byLocality<T extends Prioritised>(endpoints: readonly T[]): T[][] {
  const groups = new Map<string, T[]>();
  for (const endpoint of endpoints) {
    const group = groups.get(endpoint.locality);
    if (group === undefined) groups.set(endpoint.locality, [endpoint]);
    else group.push(endpoint);
  }
  return [...groups.values()];
}
