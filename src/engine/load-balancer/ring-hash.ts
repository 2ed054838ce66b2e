// Ketama consistent hashing: source/extensions/load_balancing_policies/ring_hash/ring_hash_lb.cc of Envoy, so that one
// key goes to the same endpoint here and there. Endpoints that come and go move only the keys next to them.
import type { Cluster as ClusterConfig } from '../../envoy/cluster.ts';
import type { HashShare } from './hash-shares.ts';
import type { Balanced, LoadBalancer } from './load-balancer.ts';
import { xxHash64 } from './xx-hash64.ts';

const DEFAULT_MINIMUM_SIZE = 1024;
const DEFAULT_MAXIMUM_SIZE = 8 * 1024 * 1024;

interface Ring<T> {
  /** Ascending, with the endpoint of each. */
  readonly hashes: BigUint64Array;
  readonly owners: readonly T[];
}

export class RingHash<T extends Balanced> implements LoadBalancer<T> {
  readonly #shares: readonly HashShare<T>[];
  readonly #minimumSize: number;
  readonly #maximumSize: number;
  /** Made with the first request: most clusters of a large configuration see none. */
  #ring: Ring<T> | undefined = undefined;

  /** Throws where the sizes do not fit together. */
  constructor(shares: readonly HashShare<T>[], config: ClusterConfig['ringHashLbConfig']) {
    this.#shares = shares;
    this.#minimumSize = Number(config?.minimumRingSize ?? DEFAULT_MINIMUM_SIZE);
    this.#maximumSize = Number(config?.maximumRingSize ?? DEFAULT_MAXIMUM_SIZE);
    if (this.#minimumSize > this.#maximumSize)
      throw new Error(`ring hash: minimum size ${this.#minimumSize} is over the maximum ${this.#maximumSize}`);
  }

  choose(hash = 0n, attempt = 0): T | undefined {
    if (this.#shares.length === 0) return undefined;
    this.#ring ??= buildRing(this.#shares, this.#minimumSize, this.#maximumSize);
    const { hashes, owners } = this.#ring;
    return owners[(lowerBound(hashes, hash) + attempt) % owners.length];
  }
}

/**
 * Gives each endpoint its share of the places: as many that the smallest share is a whole number of them. The sums run
 * over all endpoints, so that what rounding takes from one goes to the next.
 */
function buildRing<T extends Balanced>(shares: readonly HashShare<T>[], minimum: number, maximum: number): Ring<T> {
  const least = Math.min(1, ...shares.map(({ share }) => share));
  const scale = Math.min(Math.ceil(least * minimum) / least, maximum);
  const places: { readonly hash: bigint; readonly owner: T }[] = [];
  let wanted = 0;
  for (const { endpoint, share } of shares) {
    wanted += scale * share;
    for (let i = 0; places.length < wanted; i++)
      places.push({ hash: xxHash64(Buffer.from(`${endpoint.address}_${i}`, 'latin1')), owner: endpoint });
  }
  places.sort((a, b) => (a.hash < b.hash ? -1 : 1));
  return { hashes: BigUint64Array.from(places, ({ hash }) => hash), owners: places.map(({ owner }) => owner) };
}

/** The first place whose hash is not below; the ring's first where there is none. */
function lowerBound(hashes: BigUint64Array, hash: bigint): number {
  let low = 0;
  let high = hashes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((hashes[middle] as bigint) < hash) low = middle + 1;
    else high = middle;
  }
  return low === hashes.length ? 0 : low;
}
