// The endpoints of a cluster as Envoy balances them: first a priority, then (if the cluster weighs localities) a
// locality, then an endpoint by the cluster's policy. Made anew whenever endpoints or their health change.
import type { Cluster as ClusterConfig } from '../../envoy/cluster.ts';
import { hashShares } from './hash-shares.ts';
import { createLoadBalancer, type LoadBalancer, type Random } from './load-balancer.ts';
import type { Located } from './locality.ts';
import { LocalityWeighted } from './locality-weighted.ts';
import { Maglev } from './maglev.ts';
import { type LevelHealth, loadsWithout, planPriorities } from './priority-load.ts';
import { RingHash } from './ring-hash.ts';
import type { SlowStart } from './slow-start.ts';

export interface Prioritised extends Located {
  readonly priority: number;
  readonly healthy: boolean;
}

/** Envoy's default; Istio sets 0, which switches panic off. */
const DEFAULT_PANIC_PERCENT = 50;

export class PrioritySet<T extends Prioritised> implements LoadBalancer<T> {
  readonly #random: Random;
  readonly #levels: readonly LoadBalancer<T>[];
  readonly #loads: readonly number[];
  readonly #health: readonly LevelHealth[];
  readonly #hashes: boolean;

  /** Throws where the cluster's balancer cannot be made. */
  constructor(config: ClusterConfig, endpoints: readonly T[], random: Random, slowStart?: SlowStart) {
    this.#random = random;
    this.#hashes = hashesRequests(config);
    const levels = levelsOf(endpoints);
    this.#health = levels.map((level) => ({
      healthy: level.filter(({ healthy }) => healthy).length,
      total: level.length,
    }));
    const { loads, panics } = planPriorities(this.#health, panicPercentOf(config));
    this.#loads = loads;
    this.#levels = levels.map((level, at) => {
      const eligible = panics[at] === true ? level : level.filter(({ healthy }) => healthy);
      if (this.#hashes) return hashBalancer(config, eligible);
      const balance = (some: readonly T[]) => createLoadBalancer(config, some, random, slowStart);
      return weighsLocalities(config) && panics[at] !== true ? new LocalityWeighted(level, balance) : balance(eligible);
    });
  }

  /** @param tried priorities that are to be avoided, if others can do it */
  choose(hash?: bigint, attempt = 0, tried?: ReadonlySet<number>): T | undefined {
    // A request without what is to be hashed goes anywhere.
    const key = this.#hashes ? (hash ?? randomHash(this.#random)) : undefined;
    return this.#levels[this.#levels.length > 1 ? this.#level(key, tried) : 0]?.choose(key, attempt);
  }

  #level(key: bigint | undefined, tried: ReadonlySet<number> | undefined): number {
    const loads = (tried === undefined ? undefined : loadsWithout(this.#health, tried)) ?? this.#loads;
    const drawn = key === undefined ? Math.floor(this.#random() * 100) : Number(key % 100n);
    let sum = 0;
    const at = loads.findIndex((load) => {
      sum += load;
      return drawn < sum;
    });
    return Math.max(0, at);
  }
}

/** Whether the balancer of a cluster keeps requests of one key together. */
export function hashesRequests({ lbPolicy }: ClusterConfig): boolean {
  return lbPolicy === 'RING_HASH' || lbPolicy === 'MAGLEV';
}

function panicPercentOf({ commonLbConfig }: ClusterConfig): number {
  const threshold = commonLbConfig?.healthyPanicThreshold;
  return threshold === undefined ? DEFAULT_PANIC_PERCENT : Math.round(threshold.value ?? 0);
}

function levelsOf<T extends Prioritised>(endpoints: readonly T[]): T[][] {
  const levels: T[][] = [];
  for (const endpoint of endpoints) {
    while (levels.length <= endpoint.priority) levels.push([]);
    levels[endpoint.priority]?.push(endpoint);
  }
  return levels;
}

function weighsLocalities({ commonLbConfig }: ClusterConfig): boolean {
  return commonLbConfig?.localityWeightedLbConfig !== undefined;
}

function hashBalancer<T extends Prioritised>(config: ClusterConfig, endpoints: readonly T[]): LoadBalancer<T> {
  const shares = hashShares(endpoints, weighsLocalities(config));
  return config.lbPolicy === 'MAGLEV'
    ? new Maglev(shares, config.maglevLbConfig)
    : new RingHash(shares, config.ringHashLbConfig);
}

function randomHash(random: Random): bigint {
  const half = () => BigInt(Math.floor(random() * 0x1_0000_0000));
  return (half() << 32n) | half();
}
