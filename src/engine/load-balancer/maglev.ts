// Maglev consistent hashing: source/extensions/load_balancing_policies/maglev/maglev_lb.cc of Envoy, after "Maglev: A Fast
// and Reliable Software Network Load Balancer", section 3.4. Spreads keys more evenly than a ring, and is looked up at
// once; a change of endpoints moves a few more keys.
import type { Cluster as ClusterConfig } from '../../envoy/cluster.ts';
import type { HashShare } from './hash-shares.ts';
import type { Balanced, LoadBalancer } from './load-balancer.ts';
import { xxHash64 } from './xx-hash64.ts';

const DEFAULT_SIZE = 65_537;

/** An endpoint with its own order of places. */
interface Entry {
  readonly offset: number;
  readonly skip: number;
  readonly share: number;
  /** Grows with every place: an endpoint of half the largest share takes part in every second round. */
  target: number;
  next: number;
}

interface Table<T> {
  readonly owners: readonly T[];
  /** By place, the index of the owner. */
  readonly places: Int32Array;
}

export class Maglev<T extends Balanced> implements LoadBalancer<T> {
  readonly #shares: readonly HashShare<T>[];
  readonly #size: number;
  /** Made with the first request: most clusters of a large configuration see none. */
  #table: Table<T> | undefined = undefined;

  /** Throws where the size is no prime: the orders of places would not reach all of them. */
  constructor(shares: readonly HashShare<T>[], config: ClusterConfig['maglevLbConfig']) {
    this.#shares = shares;
    this.#size = Number(config?.tableSize ?? DEFAULT_SIZE);
    if (!isPrime(this.#size)) throw new Error(`maglev: the table size ${this.#size} is not a prime number`);
  }

  choose(hash = 0n, attempt = 0): T | undefined {
    if (this.#shares.length === 0) return undefined;
    this.#table ??= buildTable(this.#shares, this.#size);
    const { owners, places } = this.#table;
    // As Envoy: for another endpoint most bits of the hash are turned over.
    const key = attempt === 0 ? hash : hash ^ BigInt.asUintN(64, BigInt(-attempt));
    return owners[places[Number(key % BigInt(this.#size))] as number];
  }
}

function buildTable<T extends Balanced>(shares: readonly HashShare<T>[], size: number): Table<T> {
  const sorted = [...shares].sort((a, b) => (a.endpoint.address < b.endpoint.address ? -1 : 1));
  return { owners: sorted.map(({ endpoint }) => endpoint), places: fill(sorted.map(entryOf(size)), size) };
}

function entryOf(size: number): (share: HashShare<Balanced>) => Entry {
  return ({ endpoint, share }) => {
    const key = Buffer.from(endpoint.address, 'latin1');
    return {
      offset: Number(xxHash64(key) % BigInt(size)),
      skip: Number(xxHash64(key, 1n) % BigInt(Math.max(1, size - 1))) + 1,
      share,
      target: 0,
      next: 0,
    };
  };
}

/** In turn each endpoint takes the next free place in its order, until none is left. */
function fill(entries: readonly Entry[], size: number): Int32Array {
  const places = new Int32Array(size).fill(-1);
  const largest = Math.max(...entries.map(({ share }) => share));
  let taken = 0;
  for (let round = 1; taken < size; round++)
    for (const [index, entry] of entries.entries()) {
      if (taken === size) break;
      if (round * entry.share < entry.target) continue;
      entry.target += largest;
      let place: number;
      do place = (entry.offset + entry.skip * entry.next++) % size;
      while (places[place] !== -1);
      places[place] = index;
      taken++;
    }
  return places;
}

/** 1 counts as one, as in Envoy. */
function isPrime(value: number): boolean {
  if (!Number.isInteger(value) || value < 1) return false;
  for (let divisor = 2; divisor * divisor <= value; divisor++) if (value % divisor === 0) return false;
  return true;
}
