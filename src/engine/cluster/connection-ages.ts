import { StreamTimer } from '../stream-timer.ts';
import type { TimerWheel } from '../timer-wheel.ts';

export interface MaxAge {
  readonly ms: number;
  readonly wheel: TimerWheel;
}

/** Tells which connections of a pool have been open for long enough (Envoy's max_connection_duration). */
export class ConnectionAges<C> {
  readonly #maxAge: MaxAge;
  readonly #onOld: (connection: C) => void;
  readonly #timers = new Map<C, StreamTimer>();
  readonly #old = new Set<C>();

  /** @param onOld called once for each connection that is still open then */
  constructor(maxAge: MaxAge, onOld: (connection: C) => void) {
    this.#maxAge = maxAge;
    this.#onOld = onOld;
  }

  onOpened(connection: C): void {
    const timer = new StreamTimer(() => {
      this.#timers.delete(connection);
      this.#old.add(connection);
      this.#onOld(connection);
    });
    this.#timers.set(connection, timer);
    this.#maxAge.wheel.set(timer, this.#maxAge.ms);
  }

  onClosed(connection: C): void {
    const timer = this.#timers.get(connection);
    if (timer !== undefined) this.#maxAge.wheel.clear(timer);
    this.#timers.delete(connection);
    this.#old.delete(connection);
  }

  isOld(connection: C): boolean {
    return this.#old.has(connection);
  }
}
