import type { Http2Session } from 'node:http2';
import { type TimerWheel, WheelEntry } from '../../timer-wheel.ts';

export interface PingTimes {
  readonly intervalMs: number;
  readonly timeoutMs: number;
}

/** Asks the peer again and again whether it is there: one that does not answer in time is gone (Envoy's keep-alive). */
export class KeepAlivePings extends WheelEntry {
  readonly #session: Http2Session;
  readonly #wheel: TimerWheel;
  readonly #times: PingTimes;
  readonly #onDead: () => void;
  #waiting = false;

  constructor(session: Http2Session, wheel: TimerWheel, times: PingTimes, onDead: () => void) {
    super();
    this.#session = session;
    this.#wheel = wheel;
    this.#times = times;
    this.#onDead = onDead;
    wheel.set(this, times.intervalMs);
  }

  stop(): void {
    this.#wheel.clear(this);
  }

  onDeadline(): void {
    if (this.#session.destroyed) return;
    if (this.#waiting) {
      this.#onDead();
      return;
    }
    this.#waiting = true;
    this.#session.ping((error) => {
      this.#waiting = false;
      // The next one is due an interval after the answer.
      if (error === null && !this.#session.destroyed) this.#wheel.set(this, this.#times.intervalMs);
    });
    this.#wheel.set(this, this.#times.timeoutMs);
  }
}
