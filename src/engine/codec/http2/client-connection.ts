// One upstream HTTP/2 connection on node:http2's core API, shared by as many requests as its server takes.
import http2, { type ClientHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';
import type { ClientStreamHandler, ResetReason } from '../../http/stream.ts';
import { limits } from '../../limits.ts';
import { type TimerWheel, WheelEntry } from '../../timer-wheel.ts';
import { Http2ClientStream, type Http2ClientStreamOwner } from './client-stream.ts';
import { KeepAlivePings, type PingTimes } from './keep-alive-pings.ts';
import type { OutgoingFields } from './outgoing-fields.ts';

export interface Http2ClientContext {
  readonly wheel: TimerWheel;
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

export class Http2ClientConnection extends WheelEntry implements Http2ClientStreamOwner {
  /** Requests so far. */
  served = 0;
  readonly address: string;
  readonly #context: Http2ClientContext;
  readonly #owner: Http2ClientOwner;
  readonly #socket: Socket;
  readonly #session: http2.ClientHttp2Session;
  readonly #streams = new Map<Http2ClientStream, () => void>();
  readonly #pings: KeepAlivePings | undefined;
  #draining = false;
  #closed = false;

  constructor(context: Http2ClientContext, socket: Socket, owner: Http2ClientOwner) {
    super();
    this.#context = context;
    this.#socket = socket;
    this.#owner = owner;
    const { remoteAddress = '', remotePort = 0 } = socket;
    this.address = remoteAddress.includes(':') ? `[${remoteAddress}]:${remotePort}` : `${remoteAddress}:${remotePort}`;
    socket.on('error', ignoreError);
    const session = http2.connect('http://upstream', {
      createConnection: () => socket,
      maxHeaderListPairs: limits.responseHeaders.value + 1,
      settings: { enablePush: false, initialWindowSize: limits.http2StreamWindowBytes.value },
    });
    this.#session = session;
    session.on('error', ignoreError);
    session.on('connect', () => session.setLocalWindowSize(limits.http2ConnectionWindowBytes.value));
    session.on('remoteSettings', () => this.#owner.onRoom(this));
    session.on('goaway', () => this.#drained());
    session.on('close', () => this.#onClose());
    context.wheel.set(this, context.idleMs);
    const { pings, wheel } = context;
    if (pings !== undefined) this.#pings = new KeepAlivePings(session, wheel, pings, () => this.close());
  }

  get activeStreams(): number {
    return this.#streams.size;
  }

  /** Whether one more request may be begun. */
  get hasRoom(): boolean {
    if (this.#draining || this.#session.closed || this.#session.destroyed) return false;
    const { maxConcurrentStreams } = this.#session.remoteSettings ?? {};
    const allowed = Math.min(maxConcurrentStreams ?? Number.POSITIVE_INFINITY, this.#context.maxConcurrentStreams);
    return this.#streams.size < allowed;
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
    if (!this.#session.destroyed) this.#session.destroy();
  }

  // ---- As owner of its streams.

  get takesUpgrades(): boolean {
    return this.#session.remoteSettings?.enableConnectProtocol === true;
  }

  open(fields: OutgoingFields, end: boolean): ClientHttp2Stream | undefined {
    if (this.#session.closed || this.#session.destroyed) return undefined;
    return this.#session.request(fields, { endStream: end, waitForTrailers: !end });
  }

  closeReason(): ResetReason | undefined {
    return this.#socket.destroyed && !this.#draining ? 'connection-termination' : undefined;
  }

  onStreamClosed(stream: Http2ClientStream): void {
    const onEnded = this.#streams.get(stream);
    this.#streams.delete(stream);
    onEnded?.();
    if (this.#closed) return;
    if (this.#streams.size === 0) {
      if (this.#draining) this.close();
      else this.#context.wheel.set(this, this.#context.idleMs);
    }
    this.#owner.onRoom(this);
  }

  onDeadline(): void {
    if (this.#streams.size === 0) this.close();
    else this.#context.wheel.set(this, this.#context.idleMs);
  }

  #drained(): void {
    if (this.#draining) return;
    this.#draining = true;
    this.#owner.onDraining(this);
    if (this.#streams.size === 0) this.close();
  }

  #onClose(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#context.wheel.clear(this);
    this.#pings?.stop();
    for (const stream of [...this.#streams.keys()]) stream.abandon('connection-termination');
    this.#socket.destroy();
    this.#owner.onClosed(this);
  }
}

function ignoreError(): void {
  // 'close' follows every error and does what there is to do.
}
