import { StreamTimer } from '../stream-timer.ts';
import type { TimerWheel } from '../timer-wheel.ts';
import type { LocalReply } from './local-reply.ts';
import type { ResponseFlag } from './response-flags.ts';

/** Bounds of a connection manager on its streams, in milliseconds; 0: none, as Istio has it. */
export interface StreamBounds {
  /** Without any byte in either direction. */
  readonly idleMs: number;
  /** From the head of a request to its last byte. */
  readonly requestMs: number;
}

/** What a stream lets its deadlines do. */
export interface BoundStream {
  readonly requestEnded: boolean;
  addFlag(flag: ResponseFlag): void;
  sendLocalReply(reply: LocalReply): void;
  abort(): void;
}

/** The clocks of one stream; made only where the connection manager has bounds. */
export class StreamDeadlines {
  readonly #timers: TimerWheel;
  readonly #bounds: StreamBounds;
  readonly #idle: StreamTimer;
  readonly #request: StreamTimer;

  constructor(stream: BoundStream, timers: TimerWheel, bounds: StreamBounds) {
    this.#timers = timers;
    this.#bounds = bounds;
    const abort = () => stream.abort();
    this.#idle = new StreamTimer(() => onIdle(stream), abort);
    this.#request = new StreamTimer(() => onRequestTimeout(stream), abort);
    if (bounds.requestMs > 0 && !stream.requestEnded) timers.set(this.#request, bounds.requestMs);
    this.touch();
  }

  /** Something moved. */
  touch(): void {
    if (this.#bounds.idleMs > 0) this.#timers.set(this.#idle, this.#bounds.idleMs);
  }

  endRequest(): void {
    this.#timers.clear(this.#request);
  }

  clear(): void {
    this.#timers.clear(this.#idle);
    this.#timers.clear(this.#request);
  }
}

/** Envoy says 408 while the request is incomplete and 504 after it. */
function onIdle(stream: BoundStream): void {
  stream.addFlag('SI');
  const status = stream.requestEnded ? 504 : 408;
  stream.sendLocalReply({ status, body: 'stream timeout', details: 'stream_idle_timeout' });
}

function onRequestTimeout(stream: BoundStream): void {
  stream.sendLocalReply({ status: 408, body: 'request timeout', details: 'request_overall_timeout' });
}
