// One connection of a TCP proxy: two sockets tied together. Either end may finish sending while the other goes on
// (Envoy's half-close); an end that breaks breaks the other.
import type { Socket } from 'node:net';
import { type TimerWheel, WheelEntry } from '../timer-wheel.ts';

export interface TcpTunnelOptions {
  readonly downstream: Socket;
  /** Not connected yet. */
  readonly upstream: Socket;
  /** Bytes that were read to choose the chain; the upstream gets them first. */
  readonly received: Buffer | undefined;
  readonly wheel: TimerWheel;
  readonly connectTimeoutMs: number;
  /** Without a byte in either direction; 0: no bound. */
  readonly idleMs: number;
  /** Of the whole connection; 0: no bound. */
  readonly durationMs: number;
  readonly onConnected: () => void;
  /** The upstream's fault: it refused, or was not there in time. */
  readonly onConnectFailure: () => void;
  /** Both ends are gone. */
  readonly onClose: () => void;
}

/** Closes a tunnel when its time is over. */
class Deadline extends WheelEntry {
  readonly #expired: () => void;

  constructor(expired: () => void) {
    super();
    this.#expired = expired;
  }

  override onDeadline(): void {
    this.#expired();
  }
}

export class TcpTunnel {
  readonly #options: TcpTunnelOptions;
  /** Of the connect, then of silence. */
  readonly #idle = new Deadline(() => this.#onIdle());
  readonly #duration = new Deadline(() => this.close());
  #open = 2;
  #isConnected = false;

  constructor(options: TcpTunnelOptions) {
    this.#options = options;
    const { downstream, upstream, received, wheel } = options;
    for (const socket of [downstream, upstream])
      socket.on('error', () => undefined).once('close', () => this.#onClosed());
    if (received !== undefined) upstream.write(received);
    downstream.pipe(upstream);
    upstream.pipe(downstream);
    wheel.set(this.#idle, options.connectTimeoutMs);
    if (options.durationMs > 0) wheel.set(this.#duration, options.durationMs);
    upstream.once('connect', () => {
      this.#isConnected = true;
      options.onConnected();
      wheel.clear(this.#idle);
      if (options.idleMs > 0) this.#watchSilence(options.idleMs);
    });
  }

  close(): void {
    this.#options.downstream.destroy();
    this.#options.upstream.destroy();
  }

  #watchSilence(idleMs: number): void {
    const { downstream, upstream, wheel } = this.#options;
    const moveOn = () => wheel.set(this.#idle, idleMs);
    moveOn();
    for (const socket of [downstream, upstream]) socket.on('data', moveOn);
  }

  #onIdle(): void {
    if (!this.#isConnected) this.#options.onConnectFailure();
    this.close();
  }

  #onClosed(): void {
    // With the client still there it is the upstream that has closed.
    if (this.#open === 2 && !this.#isConnected && !this.#options.downstream.destroyed) this.#options.onConnectFailure();
    this.close();
    if (--this.#open > 0) return;
    this.#options.wheel.clear(this.#idle);
    this.#options.wheel.clear(this.#duration);
    this.#options.onClose();
  }
}
