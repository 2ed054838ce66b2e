// All listeners of the engine: prepares the chains that a delta brings, swaps them in, drains what is gone.
import type { ListenerChange } from '../../envoy/delta.ts';
import type { ChainCompiler } from '../compile/chain-compiler.ts';
import type { DrainState } from '../drain-state.ts';
import type { BindFailure, BoundSocket, EngineOptions } from '../engine.ts';
import { limits } from '../limits.ts';
import { listenerStats } from '../stats/layouts.ts';
import type { StatsStore } from '../stats/stats-store.ts';
import { ActiveListener, type ListenerHead } from './active-listener.ts';
import type { FilterChainServer } from './filter-chain-server.ts';

export interface ListenerManagerOptions {
  readonly compiler: ChainCompiler;
  readonly stats: StatsStore;
  readonly bindings: EngineOptions['bindings'];
  readonly drain: DrainState;
}

/** A listener as it will be, with the chains that stay and those that are new. */
export interface PreparedListener {
  readonly head: ListenerHead;
  readonly chains: ReadonlyMap<string, FilterChainServer>;
}

export type PreparedListeners = readonly PreparedListener[];

export class ListenerManager {
  readonly #options: ListenerManagerOptions;
  readonly #listeners = new Map<string, ActiveListener>();
  readonly #freePorts = new Map<string, number>();
  /** Out of force, with connections that may finish. */
  readonly #draining = new Set<FilterChainServer>();

  constructor(options: ListenerManagerOptions) {
    this.#options = options;
  }

  get bound(): BoundSocket[] {
    return [...this.#listeners.values()].flatMap((listener) => listener.bound);
  }

  get bindFailures(): BindFailure[] {
    return [...this.#listeners.values()].flatMap((listener) => listener.failures);
  }

  /** Compiles the chains of a delta; throws where one cannot be run. */
  prepare(changes: readonly ListenerChange[]): PreparedListeners {
    return changes.map(({ listener: head, chains: { changed, removed } }) => {
      const chains = new Map(this.#listeners.get(head.name)?.chains);
      for (const key of removed) chains.delete(key);
      for (const { key, chain } of changed) chains.set(key, this.#options.compiler.compile(chain));
      return { head, chains };
    });
  }

  /** Puts listeners in force and opens and closes sockets. Bindings can change without the listener, so all are asked. */
  async apply(prepared: PreparedListeners, removed: readonly string[]): Promise<void> {
    for (const name of removed) this.#remove(name);
    for (const { head, chains } of prepared) this.#swap(head, chains);
    if (this.#options.drain.isDrained) return;
    await Promise.all([...this.#listeners.values()].map((listener) => listener.bind(this.#bindingsOf(listener.head))));
  }

  /**
   * Closes all sockets for good, lets requests finish, and waits until the connections are gone, at most `waitMs`.
   * @returns how many there still are
   */
  async drain(waitMs: number, signal?: AbortSignal): Promise<number> {
    this.#options.drain.isDrained = true;
    for (const listener of this.#listeners.values()) {
      listener.stopAccepting();
      for (const chain of listener.chains.values()) chain.drain();
    }
    const deadline = Date.now() + waitMs;
    while (this.#connections() > 0 && Date.now() < deadline && signal?.aborted !== true)
      await new Promise((resolve) => setTimeout(resolve, DRAIN_CHECK_MS));
    return this.#connections();
  }

  close(): void {
    for (const listener of this.#listeners.values()) {
      listener.stopAccepting();
      for (const chain of listener.chains.values()) chain.close();
    }
    this.#listeners.clear();
    for (const chain of this.#draining) chain.close();
    this.#draining.clear();
  }

  #swap(head: ListenerHead, chains: ReadonlyMap<string, FilterChainServer>): void {
    let listener = this.#listeners.get(head.name);
    if (listener === undefined) {
      const stats = this.#options.stats.scope(`listener.${head.name}`, listenerStats);
      listener = new ActiveListener(head, {
        stats,
        freePorts: this.#freePorts,
        onUnmatched: this.#options.compiler.logUnmatched,
      });
      this.#listeners.set(head.name, listener);
    }
    const kept = new Set(chains.values());
    const gone = [...listener.chains.values()].filter((chain) => !kept.has(chain));
    listener.setChains(head, chains);
    for (const chain of gone) this.#drainChain(chain);
  }

  #remove(name: string): void {
    const listener = this.#listeners.get(name);
    if (listener === undefined) return;
    this.#listeners.delete(name);
    listener.stopAccepting();
    for (const chain of listener.chains.values()) this.#drainChain(chain);
    this.#options.stats.remove(`listener.${name}`);
  }

  #drainChain(chain: FilterChainServer): void {
    this.#draining.add(chain);
    chain.drain();
    setTimeout(() => {
      chain.close();
      this.#draining.delete(chain);
    }, limits.drainMs.value).unref();
  }

  #bindingsOf({ name, address }: ListenerHead) {
    const { address: host = address.pipe?.path ?? '', portValue = 0 } = address.socketAddress ?? {};
    return this.#options.bindings({ name, address: host, port: portValue });
  }

  #connections(): number {
    let count = 0;
    for (const { chains } of this.#listeners.values()) for (const chain of chains.values()) count += chain.connections;
    for (const chain of this.#draining) count += chain.connections;
    return count;
  }
}

/** How often a drain looks whether it is over. */
const DRAIN_CHECK_MS = 20;
