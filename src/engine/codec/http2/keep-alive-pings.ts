import { type TimerWheel, WheelEntry } from '../../timer-wheel.ts';

export interface PingTimes {
  readonly intervalMs: number;
  readonly timeoutMs: number;
}

/** Asks the peer again and again whether it is there: one that does not answer in time is gone (Envoy's keep-alive). */
export class KeepAlivePings extends WheelEntry {
  readonly #session: { ping(): void };
  readonly #wheel: TimerWheel;
  readonly #times: PingTimes;
  readonly #onDead: () => void;
  #waiting = false;

  constructor(session: { ping(): void }, wheel: TimerWheel, times: PingTimes, onDead: () => void) {
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

  /** The next one is due an interval after the answer. */
  onAnswer(): void {
    this.#waiting = false;
    this.#wheel.clear(this);
    this.#wheel.set(this, this.#times.intervalMs);
  }

  onDeadline(): void {
    if (this.#waiting) this.#onDead();
    else {
      this.#waiting = true;
      this.#session.ping();
      this.#wheel.set(this, this.#times.timeoutMs);
    }
  }
}
