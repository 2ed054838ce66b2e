import type { ConnectionPool } from '../http/stream.ts';
import { limits } from '../limits.ts';

/**
 * Pools of one endpoint by what their connections have been told: a connection that was made under one server name is
 * not used for requests to another. Clients choose the names, so there are only so many at a time.
 */
export class NamedPools {
  /** In the order in which they were last used. */
  #pools: Map<string, ConnectionPool> | undefined = undefined;

  get(name: string): ConnectionPool | undefined {
    const pool = this.#pools?.get(name);
    if (pool !== undefined) this.#touch(name, pool);
    return pool;
  }

  set(name: string, pool: ConnectionPool): void {
    const pools = this.#touch(name, pool);
    for (const [oldest, unused] of pools) {
      if (pools.size <= limits.upstreamServerNames.value) return;
      unused.drain();
      pools.delete(oldest);
    }
  }

  get connections(): number {
    let sum = 0;
    for (const { connections } of this.#pools?.values() ?? []) sum += connections;
    return sum;
  }

  drain(): void {
    for (const pool of this.#pools?.values() ?? []) pool.drain();
  }

  forget(): void {
    this.#pools = undefined;
  }

  #touch(name: string, pool: ConnectionPool): Map<string, ConnectionPool> {
    this.#pools ??= new Map();
    this.#pools.delete(name);
    return this.#pools.set(name, pool);
  }
}
