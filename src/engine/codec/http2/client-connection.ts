// One upstream HTTP/2 connection, shared by as many requests as its server takes.
import type { Socket } from 'node:net';
import { guarded } from '../../guard.ts';
import type { ClientStreamHandler } from '../../http/stream.ts';
import { WheelEntry } from '../../timer-wheel.ts';
import type { Receiver } from '../codec-io.ts';
import { ownAddress } from '../own-address.ts';
import { Http2ClientStream, type Http2ClientStreamOwner } from './client-stream.ts';
import { KeepAlivePings, type PingTimes } from './keep-alive-pings.ts';
import { Session, type SessionOptions, type SessionOwner } from './session.ts';
import type { SessionStream } from './session-stream.ts';

export interface Http2ClientContext extends SessionOptions {
  readonly idleMs: number;
  /** Of the cluster; the server may set a lower bound. */
  readonly maxConcurrentStreams: number;
  /** None without it. */
  readonly pings?: PingTimes;
}

/** Whose connection it is. */
export interface Http2ClientOwner {
  /** A request has ended, or the server has said how many it takes: there may be room. */
  onRoom(connection: Http2ClientConnection): void;
  /** The server takes no more requests here; those under way go on. */
  onDraining(connection: Http2ClientConnection): void;
  /** The connection is gone; called once, after the streams have heard of it. */
  onClosed(connection: Http2ClientConnection): void;
}

/** Requests that a server is sure to take before it has said how many (RFC 9113 section 6.5.2 recommends no less). */
const STREAMS_BEFORE_SETTINGS = 100;

export class Http2ClientConnection extends WheelEntry implements SessionOwner, Http2ClientStreamOwner, Receiver {
  /** Requests so far. */
  served = 0;
  readonly address: string;
  readonly localAddress: string;
  readonly session: Session;
  readonly #context: Http2ClientContext;
  readonly #owner: Http2ClientOwner;
  /** With what is called when their place is free again. */
  readonly #streams = new Map<SessionStream, () => void>();
  readonly #pings: KeepAlivePings | undefined;
  readonly #expire: () => void;
  #draining = false;

  constructor(context: Http2ClientContext, socket: Socket, owner: Http2ClientOwner) {
    super();
    this.#context = context;
    this.#owner = owner;
    const { remoteAddress = '', remotePort = 0 } = socket;
    this.address = remoteAddress.includes(':') ? `[${remoteAddress}]:${remotePort}` : `${remoteAddress}:${remotePort}`;
    this.localAddress = ownAddress(socket);
    this.session = new Session(this, socket, false, context);
    const { pings, wheel, idleMs, where } = context;
    this.#expire = guarded(
      `deadlines of an ${where}`,
      () => this.close(),
      () => this.#checkIdle(),
    );
    wheel.set(this, idleMs);
    if (pings !== undefined) this.#pings = new KeepAlivePings(this.session, wheel, pings, () => this.close());
  }

  /** Takes what was read into the memory that the socket was connected with. */
  receive(chunk: Buffer): void {
    this.session.receive(chunk);
  }

  get activeStreams(): number {
    return this.#streams.size;
  }

  /** Whether one more request may be begun. */
  get hasRoom(): boolean {
    const { session } = this;
    if (this.#draining || session.isEnding || !session.hasNumbers) return false;
    const { received, maxConcurrentStreams } = session.peer;
    const taken = received ? maxConcurrentStreams : STREAMS_BEFORE_SETTINGS;
    return this.#streams.size < Math.min(taken, this.#context.maxConcurrentStreams);
  }

  /** @param onEnded called once when the stream's place is free again */
  newStream(handler: ClientStreamHandler, onEnded: () => void): Http2ClientStream {
    const stream = new Http2ClientStream(this, handler);
    this.#streams.set(stream, onEnded);
    this.served++;
    return stream;
  }

  /** Takes no more requests, and closes when those under way are done. */
  drain(): void {
    this.#draining = true;
    if (this.#streams.size === 0) this.close();
  }

  close(): void {
    this.session.close();
  }

  // ---- As owner of its streams and of its session.

  onUnopened(stream: Http2ClientStream): void {
    this.#release(stream);
  }

  onStreamClosed(stream: SessionStream): void {
    this.#release(stream);
  }

  onSettings(): void {
    this.#owner.onRoom(this);
  }

  onPingAck(): void {
    this.#pings?.onAnswer();
  }

  onBroken(): void {
    // The streams hear of it.
  }

  onHeadBegun(): void {
    // Requests have timeouts of their own.
  }

  onHead(): void {
    // Servers open no streams: the session refuses their heads.
  }

  /** Streams above the last one were not served: they may be sent again elsewhere (RFC 9113 section 6.8). */
  onGoaway(lastStream: number): void {
    const wasDraining = this.#draining;
    this.#draining = true;
    for (const stream of [...this.#streams.keys()] as Http2ClientStream[]) {
      if (stream.id <= lastStream) continue;
      this.session.forget(stream);
      stream.refuse();
    }
    if (!wasDraining) this.#owner.onDraining(this);
    if (this.#streams.size === 0) this.close();
  }

  onClosed(): void {
    this.#context.wheel.clear(this);
    this.#pings?.stop();
    for (const [stream, onEnded] of [...this.#streams]) {
      this.#streams.delete(stream);
      onEnded();
      (stream as Http2ClientStream).abandon('connection-termination');
    }
    this.#owner.onClosed(this);
  }

  #release(stream: SessionStream): void {
    const onEnded = this.#streams.get(stream);
    if (!this.#streams.delete(stream)) return;
    onEnded?.();
    if (this.session.isEnding) return;
    if (this.#streams.size === 0) {
      if (this.#draining) {
        this.close();
        return;
      }
      this.#context.wheel.set(this, this.#context.idleMs);
    }
    this.#owner.onRoom(this);
  }

  onDeadline(): void {
    this.#expire();
  }

  #checkIdle(): void {
    if (this.#streams.size === 0) this.close();
    else this.#context.wheel.set(this, this.#context.idleMs);
  }
}
