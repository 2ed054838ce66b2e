// One downstream HTTP/2 connection on node:http2's core API: streams in, the deadlines of all of them, abuse, the end.
//
// Deadlines are looked at every few seconds; streams have no timers.
import http2 from 'node:http2';
import type { Socket } from 'node:net';
import type { DownstreamConnection, RequestHead, ServerCodec, ServerConnectionHandler } from '../../http/stream.ts';
import { limits } from '../../limits.ts';
import { type TimerWheel, WheelEntry } from '../../timer-wheel.ts';
import { type RequestHeadLimits, readRequestHead } from './request-head.ts';
import { Http2ServerStream } from './server-stream.ts';

const { NGHTTP2_ENHANCE_YOUR_CALM, NGHTTP2_FLAG_END_STREAM } = http2.constants;

/** A reset counts as premature within this time (Envoy's overload.premature_reset_min_stream_lifetime_seconds). */
const PREMATURE_MS = 1000;
/** How often deadlines are looked at. */
const CHECK_MS = 5000;

/** What the connections of one HTTP/2 server share. */
export interface Http2ServerContext {
  readonly wheel: TimerWheel;
  readonly session: http2.ServerSessionOptions;
  readonly headLimits: RequestHeadLimits;
  readonly connectionWindowBytes: number;
  readonly idleMs: number;
  readonly prefaceMs: number;
  readonly bodyStallMs: number;
  readonly writeStallMs: number;
}

export class Http2ServerConnection extends WheelEntry implements ServerCodec {
  readonly #context: Http2ServerContext;
  readonly #socket: Socket;
  readonly #connection: DownstreamConnection;
  readonly #handler: ServerConnectionHandler;
  readonly #session: http2.ServerHttp2Session;
  readonly #scheme: string;
  readonly #streams = new Set<Http2ServerStream>();
  /** The client has sent its settings. */
  #established = false;
  #idleSince: number;
  /** Bytes read when the connection was last known to read on. */
  #provenBytes = 0;
  #lastBytes = 0;
  #probeSince: number | undefined;
  #closedStreams = 0;
  #prematureResets = 0;

  constructor(
    context: Http2ServerContext,
    socket: Socket,
    connection: DownstreamConnection,
    handler: ServerConnectionHandler,
  ) {
    super();
    this.#context = context;
    this.#socket = socket;
    this.#connection = connection;
    this.#handler = handler;
    this.#scheme = connection.tls === undefined ? 'http' : 'https';
    this.#idleSince = context.wheel.now;
    // A client that ends its side is gone: node:http2 leaves that to the socket.
    socket.allowHalfOpen = false;
    const session = http2.performServerHandshake(socket, context.session);
    this.#session = session;
    socket.on('error', ignoreError);
    session.on('error', ignoreError);
    session.on('close', () => this.#onClose());
    session.once('remoteSettings', () => {
      this.#established = true;
    });
    session.on('connect', () => session.setLocalWindowSize(context.connectionWindowBytes));
    session.on('stream', (stream, _headers, flags, raw?: string[]) => this.#onStream(stream, flags, raw ?? []));
    context.wheel.set(this, Math.min(context.prefaceMs, CHECK_MS));
  }

  /**
   * Tells the client which streams are served, and closes when they are done; it opens others elsewhere (RFC 9113
   * section 6.8). The notice before that, which turns nothing away yet, cannot be sent with node:http2.
   */
  drain(): void {
    if (!this.#session.closed) this.#session.close();
  }

  close(): void {
    this.#session.destroy();
  }

  #onStream(stream: http2.ServerHttp2Stream, flags: number, raw: readonly string[]): void {
    const { wheel } = this.#context;
    const head = readRequestHead(raw, this.#scheme, this.#context.headLimits);
    const isMalformed = 'details' in head;
    const serverStream = new Http2ServerStream({
      connection: this.#connection,
      stream,
      end: (flags & NGHTTP2_FLAG_END_STREAM) !== 0,
      isUpgrade: !isMalformed && (head.upgrade !== undefined || head.method === 'CONNECT'),
      now: wheel.now,
      onClosed: (closed, complete) => this.#onStreamClosed(closed, complete),
    });
    this.#streams.add(serverStream);
    if (isMalformed) this.#handler.onProtocolError(serverStream, head, undefined);
    else this.#startRequest(serverStream, head, (flags & NGHTTP2_FLAG_END_STREAM) !== 0);
  }

  #startRequest(stream: Http2ServerStream, head: RequestHead, end: boolean): void {
    this.#handler.onRequest(stream, head, end && head.upgrade === undefined);
    stream.start();
  }

  #onStreamClosed(stream: Http2ServerStream, complete: boolean): void {
    const { now } = this.#context.wheel;
    this.#streams.delete(stream);
    if (this.#streams.size === 0) this.#idleSince = now;
    this.#closedStreams++;
    if (complete || now - stream.openedAt >= PREMATURE_MS) return;
    this.#prematureResets++;
    if (this.#hasTooManyResets()) this.#expel();
  }

  /** As Envoy: half of the first 500 streams, and of all streams from then on (CVE-2023-44487). */
  #hasTooManyResets(): boolean {
    return this.#prematureResets * 2 >= Math.max(this.#closedStreams, limits.http2PrematureResets.value * 2);
  }

  /** Ends an abusive connection: GOAWAY, and the socket with it. */
  #expel(): void {
    if (!this.#session.destroyed)
      this.#session.destroy(new Error('too many streams were reset'), NGHTTP2_ENHANCE_YOUR_CALM);
  }

  #onClose(): void {
    this.#context.wheel.clear(this);
    this.#socket.destroy();
  }

  // ---- Deadlines.

  onDeadline(): void {
    const { wheel, idleMs, prefaceMs } = this.#context;
    const { now } = wheel;
    this.#checkStreams(now);
    const isReading = this.#session.destroyed || this.#probe(now);
    if (this.#session.destroyed) return;
    const due = this.#idleSince + (this.#established ? idleMs : prefaceMs);
    if (this.#streams.size > 0 || !isReading) wheel.set(this, CHECK_MS);
    else if (due > now) wheel.set(this, Math.min(due - now, CHECK_MS));
    else this.#expire();
  }

  #expire(): void {
    // A client that does not take even the farewell is cut off at the next look.
    if (!this.#established || this.#session.closed) this.#session.destroy();
    else {
      this.drain();
      this.#context.wheel.set(this, CHECK_MS);
    }
  }

  #checkStreams(now: number): void {
    const { bodyStallMs, writeStallMs } = this.#context;
    let moving = false;
    let stuck = false;
    for (const stream of this.#streams) {
      const stall = stream.stalledSince(now);
      if (stall?.side === 'response' && now - stall.at >= writeStallMs) {
        stuck = true;
        stream.abandon();
      } else if (stall?.side === 'request' && now - stall.at >= bodyStallMs) stream.timeOut();
      else moving ||= stall?.at === now;
    }
    // Not one stream's window but the connection stands still, for the resets do not leave either.
    if (stuck && !moving) this.#session.destroy();
  }

  /**
   * After some errors of a client node:http2 has sent GOAWAY, reads no more, and says nothing of it; not even the end
   * of the socket is noticed then. So a connection on which bytes came and which has fallen silent is asked by PING:
   * a dead one does not even send it. A client without requests that does not answer, for instance because it is in
   * the middle of a head that never ends, is let go as one that does not begin.
   * @returns false while it is not known whether the connection still reads
   */
  #probe(now: number): boolean {
    const { bytesRead } = this.#socket;
    const isSilent = bytesRead === this.#lastBytes;
    this.#lastBytes = bytesRead;
    if (bytesRead === this.#provenBytes) return true;
    if (!isSilent) {
      this.#probeSince = undefined;
      return false;
    }
    if (this.#probeSince === undefined) {
      this.#probeSince = now;
      this.#session.ping(() => {
        this.#probeSince = undefined;
        this.#provenBytes = this.#lastBytes = this.#socket.bytesRead;
      });
      return false;
    }
    const { prefaceMs, writeStallMs } = this.#context;
    const isUnsent = (this.#session.state.outboundQueueSize ?? 0) > 0;
    let patienceMs = isUnsent ? writeStallMs : Number.POSITIVE_INFINITY;
    if (this.#streams.size === 0) patienceMs = isUnsent ? CHECK_MS : prefaceMs;
    if (now - this.#probeSince >= patienceMs) this.#session.destroy();
    return !isUnsent;
  }
}

function ignoreError(): void {
  // 'close' follows every error and does what there is to do.
}
