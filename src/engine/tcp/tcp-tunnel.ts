// One connection of a TCP proxy: two sockets tied together. Either end may finish sending while the other goes on
// (Envoy's half-close); an end that breaks breaks the other.
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { connectErrorDetails } from '../cluster/connect-error.ts';
import { type TimerWheel, WheelEntry } from '../timer-wheel.ts';

export interface TcpTunnelOptions {
  readonly downstream: Socket;
  /** Not connected yet. */
  readonly upstream: Duplex;
  /** Bytes that were read to choose the chain; the upstream gets them first. */
  readonly received: Buffer | undefined;
  readonly wheel: TimerWheel;
  readonly connectTimeoutMs: number;
  /** Without a byte in either direction; 0: no bound. */
  readonly idleMs: number;
  /** Of the whole connection; 0: no bound. */
  readonly durationMs: number;
  readonly onConnected: () => void;
  /** The upstream's fault: it refused, or was not there in time. `reason` is '' for the latter. */
  readonly onConnectFailure: (reason: string) => void;
  /** Nothing was said for too long, or the connection is too old. */
  readonly onExpired: (cause: 'idle' | 'duration') => void;
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
  readonly #duration = new Deadline(() => this.#expire('duration'));
  #open = 2;
  #isConnected = false;
  #hasFailed = false;
  #failure = '';
  /** From the client, and to it. */
  bytesReceived: number;
  bytesSent = 0;

  constructor(options: TcpTunnelOptions) {
    this.#options = options;
    const { downstream, upstream, received, wheel } = options;
    this.bytesReceived = received?.length ?? 0;
    downstream.on('error', () => undefined).once('close', () => this.#onClosed());
    upstream
      .on('error', (error) => {
        this.#failure = connectErrorDetails(error);
      })
      .once('close', () => this.#onClosed());
    if (received !== undefined) upstream.write(received);
    downstream.pipe(upstream);
    upstream.pipe(downstream);
    wheel.set(this.#idle, options.connectTimeoutMs);
    if (options.durationMs > 0) wheel.set(this.#duration, options.durationMs);
    this.#watch(options.idleMs);
    // The handshake is part of connecting.
    upstream.once(upstream instanceof TLSSocket ? 'secureConnect' : 'connect', () => {
      this.#isConnected = true;
      options.onConnected();
      wheel.clear(this.#idle);
      if (options.idleMs > 0) wheel.set(this.#idle, options.idleMs);
    });
  }

  close(): void {
    this.#options.downstream.destroy();
    this.#options.upstream.destroy();
  }

  /** Counts bytes, and moves the end of silence on with each. */
  #watch(idleMs: number): void {
    const { downstream, upstream, wheel } = this.#options;
    const moveOn = () => {
      if (idleMs > 0 && this.#isConnected) wheel.set(this.#idle, idleMs);
    };
    downstream.on('data', (chunk: Buffer) => {
      this.bytesReceived += chunk.length;
      moveOn();
    });
    upstream.on('data', (chunk: Buffer) => {
      this.bytesSent += chunk.length;
      moveOn();
    });
  }

  #onIdle(): void {
    if (this.#isConnected) this.#expire('idle');
    else {
      this.#fail('');
      this.close();
    }
  }

  #expire(cause: 'idle' | 'duration'): void {
    this.#options.onExpired(cause);
    this.close();
  }

  #fail(reason: string): void {
    this.#hasFailed = true;
    this.#options.onConnectFailure(reason);
  }

  #onClosed(): void {
    // With the client still there it is the upstream that has closed.
    const isUpstreams = this.#open === 2 && !this.#isConnected && !this.#options.downstream.destroyed;
    if (isUpstreams && !this.#hasFailed) this.#fail(this.#failure);
    this.close();
    if (--this.#open > 0) return;
    this.#options.wheel.clear(this.#idle);
    this.#options.wheel.clear(this.#duration);
    this.#options.onClose();
  }
}
