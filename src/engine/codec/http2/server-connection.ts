// One downstream HTTP/2 connection: requests in, the deadlines of all of them, abuse, and the farewell.
//
// Situations of the farewell (RFC 9113 section 6.8):
//   serving   new requests are taken
//   noticed   the client was told to go elsewhere; requests on their way are still taken, until it has answered a PING
//   leaving   it was told which requests are served; when they are done the connection ends
// Deadlines are looked at every few seconds; streams have no timers.
import type { Socket } from 'node:net';
import { guarded } from '../../guard.ts';
import type { DownstreamConnection, RequestHead, ServerCodec, ServerConnectionHandler } from '../../http/stream.ts';
import { limits } from '../../limits.ts';
import { WheelEntry } from '../../timer-wheel.ts';
import { ErrorCode } from './error-code.ts';
import { MAX_STREAM_ID } from './frame-format.ts';
import type { FieldListLimits, HpackDecoder } from './hpack/hpack-decoder.ts';
import { readRequestHead } from './request-head.ts';
import { Http2ServerStream } from './server-stream.ts';
import { Session, type SessionOptions, type SessionOwner } from './session.ts';
import type { SessionStream } from './session-stream.ts';

const SERVING = 0;
const NOTICED = 1;
const LEAVING = 2;

/** A reset counts as premature within this time (Envoy's overload.premature_reset_min_stream_lifetime_seconds). */
const PREMATURE_MS = 1000;
/** How often deadlines are looked at. */
const CHECK_MS = 5000;

/** What the connections of one HTTP/2 server share. */
export interface Http2ServerContext extends SessionOptions {
  readonly maxConcurrentStreams: number;
  readonly headLimits: FieldListLimits;
  readonly idleMs: number;
  /** For the preface, and for a head from its first byte to its last. */
  readonly headMs: number;
  readonly bodyStallMs: number;
  readonly writeStallMs: number;
}

export class Http2ServerConnection extends WheelEntry implements ServerCodec, SessionOwner {
  readonly #context: Http2ServerContext;
  readonly #connection: DownstreamConnection;
  readonly #handler: ServerConnectionHandler;
  readonly #session: Session;
  readonly #scheme: string;
  readonly #checkDeadlines: () => void;
  #state = SERVING;
  /** The last stream that is served, when leaving. */
  #lastServed = MAX_STREAM_ID;
  /** When the situation began that has its own bound: waiting for settings, no streams, a notice. */
  #since: number;
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
    this.#connection = connection;
    this.#handler = handler;
    this.#scheme = connection.tls === undefined ? 'http' : 'https';
    this.#since = context.wheel.now;
    this.#session = new Session(this, socket, true, context);
    const close = () => this.#session.close();
    this.#checkDeadlines = guarded('deadlines of a downstream HTTP/2 connection', close, () => this.#check());
    context.wheel.set(this, Math.min(context.headMs, CHECK_MS));
  }

  /** Takes bytes that were read from the socket before. */
  receive(chunk: Buffer): void {
    this.#session.receive(chunk);
  }

  drain(): void {
    const session = this.#session;
    if (this.#state !== SERVING || session.isEnding) return;
    this.#state = NOTICED;
    this.#since = this.#context.wheel.now;
    session.goaway(MAX_STREAM_ID);
    session.ping();
    this.#context.wheel.set(this, limits.delayedCloseMs.value);
  }

  close(): void {
    this.#session.close();
  }

  #leave(): void {
    const session = this.#session;
    this.#state = LEAVING;
    this.#since = this.#context.wheel.now;
    this.#lastServed = session.lastPeerStream;
    session.goaway(this.#lastServed);
    if (session.streams.size === 0) session.finish();
  }

  // ---- As owner of its session.

  onSettings(): void {
    // What it may not do is in its streams.
  }

  onPingAck(): void {
    if (this.#state === NOTICED) this.#leave();
  }

  onGoaway(): void {
    // A client that goes opens no more streams; those under way go on.
  }

  onBroken(code: number): void {
    // A flood keeps to the protocol.
    if (code !== ErrorCode.enhanceYourCalm) this.#handler.onConnectionError();
  }

  onHeadBegun(): void {
    this.#context.wheel.set(this, Math.min(this.#context.headMs, CHECK_MS));
  }

  onHead(id: number, decoder: HpackDecoder, end: boolean): void {
    const session = this.#session;
    const { maxConcurrentStreams, headLimits } = this.#context;
    if (id > this.#lastServed) session.refuseStream(id, ErrorCode.refusedStream);
    else if (session.streams.size >= maxConcurrentStreams) {
      // Who has acknowledged our settings knows better (RFC 9113 section 5.1.2).
      if (session.areSettingsAcknowledged) session.fail(ErrorCode.protocolError);
      else session.refuseStream(id, ErrorCode.refusedStream);
    } else {
      const head = readRequestHead(decoder, this.#scheme, headLimits);
      // As Envoy, whose override_stream_error_on_invalid_http_message is off: the connection ends, not just the stream.
      if (head === undefined) session.fail(ErrorCode.protocolError);
      else if ('details' in head) this.#answerError(id, head, end);
      else this.#startRequest(id, head, end);
    }
  }

  #startRequest(id: number, head: RequestHead, end: boolean): void {
    const isTunnel = head.upgrade !== undefined || head.method === 'CONNECT';
    const contentLength = isTunnel ? undefined : head.headers.get('content-length');
    // RFC 9113 section 8.1.1: a length without content is as malformed as another length.
    if (end && contentLength !== undefined && Number(contentLength) !== 0) {
      this.#session.fail(ErrorCode.protocolError);
      return;
    }
    const stream = this.#openStream(id, end, { isTunnel, isHead: head.method === 'HEAD', contentLength });
    this.#handler.onRequest(stream, head, end && !isTunnel);
  }

  #answerError(id: number, error: Parameters<ServerConnectionHandler['onProtocolError']>[1], end: boolean): void {
    const stream = this.#openStream(id, end, { isTunnel: false, isHead: false, contentLength: undefined });
    stream.incoming.drop();
    this.#handler.onProtocolError(stream, error, undefined);
    // Large heads are as cheap to repeat as they are dear to read.
    if (error.status === 431) this.#session.countInvalid();
  }

  #openStream(
    id: number,
    end: boolean,
    traits: { readonly isTunnel: boolean; readonly isHead: boolean; readonly contentLength: string | undefined },
  ): Http2ServerStream {
    const stream = new Http2ServerStream({
      connection: this.#connection,
      session: this.#session,
      owner: this,
      id,
      end,
      now: this.#context.wheel.now,
      ...traits,
    });
    this.#session.streams.set(id, stream);
    return stream;
  }

  onStreamClosed(stream: SessionStream): void {
    const { now } = this.#context.wheel;
    if (this.#session.streams.size === 0) {
      if (this.#state === LEAVING) this.#session.finish();
      else if (this.#state === SERVING) this.#since = now;
    }
    this.#closedStreams++;
    const isPremature = !stream.outgoing.ended && now - (stream as Http2ServerStream).openedAt < PREMATURE_MS;
    if (isPremature && this.#hasTooManyResets(++this.#prematureResets)) this.#session.fail(ErrorCode.enhanceYourCalm);
  }

  /** As Envoy: half of the first 500 streams, and of all streams from then on (CVE-2023-44487). */
  #hasTooManyResets(premature: number): boolean {
    return premature * 2 >= Math.max(this.#closedStreams, limits.http2PrematureResets.value * 2);
  }

  onClosed(): void {
    this.#context.wheel.clear(this);
  }

  // ---- Deadlines.

  onDeadline(): void {
    this.#checkDeadlines();
  }

  #check(): void {
    const session = this.#session;
    const { wheel, headMs, writeStallMs } = this.#context;
    const { now } = wheel;
    if (session.isEnding) return;
    this.#checkStreams(now);
    if (session.isEnding) return;
    const { headSince } = session;
    if (session.stalledFor(now) >= writeStallMs) session.close();
    else if (headSince !== undefined && now - headSince >= headMs) session.fail(ErrorCode.enhanceYourCalm);
    else this.#checkConnection(now);
    if (!session.isEnding) wheel.set(this, Math.max(0, this.#nextCheck(now)));
  }

  /** What the connection itself has to do by now. */
  #checkConnection(now: number): void {
    const session = this.#session;
    if (now < this.#due()) return;
    if (!session.peer.received) session.close();
    else if (this.#state === SERVING) this.drain();
    // A client that answers no PING, or does not take the farewell, is not waited for.
    else if (session.streams.size === 0) session.close();
    else if (this.#state === NOTICED) this.#leave();
  }

  /** When the situation is over. */
  #due(): number {
    const { headMs, idleMs } = this.#context;
    if (this.#state === NOTICED) return this.#since + limits.delayedCloseMs.value;
    if (!this.#session.peer.received) return this.#since + headMs;
    if (this.#session.streams.size > 0) return Number.MAX_SAFE_INTEGER;
    return this.#since + (this.#state === LEAVING ? limits.delayedCloseMs.value : idleMs);
  }

  #nextCheck(now: number): number {
    const { headSince } = this.#session;
    const headDue = headSince === undefined ? Number.MAX_SAFE_INTEGER : headSince + this.#context.headMs;
    return Math.min(CHECK_MS, this.#due() - now, headDue - now);
  }

  #checkStreams(now: number): void {
    const { bodyStallMs, writeStallMs } = this.#context;
    let moving = false;
    let stuck = false;
    for (const stream of [...this.#session.streams.values()] as Http2ServerStream[]) {
      const stall = stream.stalledSince(now);
      if (stall?.side === 'response' && now - stall.at >= writeStallMs) {
        stuck = true;
        stream.abandon();
      } else if (stall?.side === 'request' && now - stall.at >= bodyStallMs) stream.timeOut();
      else moving ||= stall?.at === now;
    }
    // Not one stream's window but the connection stands still, for the resets do not leave either.
    if (stuck && !moving) this.#session.close();
  }
}
