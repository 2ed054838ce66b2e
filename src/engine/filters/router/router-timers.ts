import { StreamTimer } from '../../stream-timer.ts';
import type { TimerWheel } from '../../timer-wheel.ts';
import type { UpstreamRequest } from './upstream-request.ts';

/** The clocks of one routed request; made when the first of them starts, for most requests need none. */
export class RouterTimers {
  readonly #wheel: TimerWheel;
  readonly #onDefect: () => void;
  #global: StreamTimer | undefined = undefined;
  #backOff: StreamTimer | undefined = undefined;

  /** @param onDefect ends the request where a defect kept a deadline from being met */
  constructor(wheel: TimerWheel, onDefect: () => void) {
    this.#wheel = wheel;
    this.#onDefect = onDefect;
  }

  /** Bounds the request with all its tries; from the first call on. */
  startGlobal(ms: number, onTimeout: () => void): void {
    this.#global ??= this.#start(ms, onTimeout);
  }

  /** Waits before the next try. */
  startBackOff(ms: number, onOver: () => void): void {
    this.#backOff = this.#start(ms, () => {
      this.#backOff = undefined;
      onOver();
    });
  }

  /** Whether the next try is waited for. */
  get backsOff(): boolean {
    return this.#backOff !== undefined;
  }

  /** Bounds one try. */
  startTry(request: UpstreamRequest, ms: number, onTimeout: () => void): void {
    request.timer ??= this.#start(ms, onTimeout);
  }

  endTry(request: UpstreamRequest): void {
    if (request.timer !== undefined) this.#wheel.clear(request.timer);
    request.timer = undefined;
  }

  /** The request is over. */
  end(): void {
    if (this.#global !== undefined) this.#wheel.clear(this.#global);
    if (this.#backOff !== undefined) this.#wheel.clear(this.#backOff);
  }

  #start(ms: number, onDeadline: () => void): StreamTimer {
    const timer = new StreamTimer(onDeadline, this.#onDefect);
    this.#wheel.set(timer, ms);
    return timer;
  }
}
