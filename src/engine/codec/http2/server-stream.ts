import type { Headers } from '../../http/headers.ts';
import type {
  DownstreamConnection,
  ResetReason,
  ResponseHead,
  ServerStream,
  ServerStreamHandler,
} from '../../http/stream.ts';
import { ConnectionError } from './connection-error.ts';
import { ContentLength } from './content-length.ts';
import { encodeFields } from './encode-fields.ts';
import { ErrorCode } from './error-code.ts';
import type { HpackDecoder } from './hpack/hpack-decoder.ts';
import { IncomingBody, type IncomingBodyOwner } from './incoming-body.ts';
import { OutgoingBody, type OutgoingBodyOwner } from './outgoing-body.ts';
import { clientResetReason, downstreamResetCode } from './reset-codes.ts';
import type { Session } from './session.ts';
import type { SessionStream } from './session-stream.ts';
import { readTrailers } from './trailer-fields.ts';

const EMPTY = Buffer.alloc(0);

export interface Http2ServerStreamOptions {
  readonly connection: DownstreamConnection;
  readonly session: Session;
  /** The connection: others go on, but it takes no more than those. */
  readonly owner: { drain(): void };
  readonly id: number;
  /** The request ended with its head. */
  readonly end: boolean;
  readonly isHead: boolean;
  /** CONNECT, extended or not: what follows the head waits for the answer. */
  readonly isTunnel: boolean;
  readonly contentLength: string | undefined;
  readonly now: number;
}

/** One request on an HTTP/2 connection. */
export class Http2ServerStream implements ServerStream, SessionStream, IncomingBodyOwner, OutgoingBodyOwner {
  readonly protocol = 'HTTP/2';
  readonly id: number;
  readonly connection: DownstreamConnection;
  readonly incoming: IncomingBody;
  readonly outgoing: OutgoingBody;
  readonly openedAt: number;
  handler: ServerStreamHandler = UNHANDLED;
  readonly #session: Session;
  readonly #owner: { drain(): void };
  readonly #isHead: boolean;
  readonly #isTunnel: boolean;
  readonly #contentLength: ContentLength;
  /** A tunnel that is not open yet. */
  #closed: boolean;
  #paused = false;
  #headSent = false;
  /** The handler has given all of the response, or has heard of the end: it is called no more. */
  #detached = false;
  /** Bytes both ways when last looked at, and since when it is so many. */
  #moved = -1;
  #movedAt: number;

  constructor(options: Http2ServerStreamOptions) {
    const { session, end, isTunnel } = options;
    const { send, receive } = session.windowBytes;
    this.id = options.id;
    this.connection = options.connection;
    this.#session = session;
    this.#owner = options.owner;
    this.#isHead = options.isHead;
    this.#isTunnel = this.#closed = isTunnel;
    this.#contentLength = new ContentLength(options.contentLength);
    this.incoming = new IncomingBody(session, this, { windowBytes: receive, paused: isTunnel });
    this.outgoing = new OutgoingBody(session, this, send);
    this.openedAt = this.#movedAt = options.now;
    if (end && isTunnel) this.incoming.take(EMPTY, true);
    else if (end) this.incoming.markEnded();
  }

  // ---- The response.

  sendInformational(status: number, headers: Headers): void {
    if (!this.#headSent && !this.#detached) this.#sendFields(status, headers, false);
  }

  sendHead({ status, headers }: ResponseHead, end: boolean): boolean {
    if (this.#headSent || this.#detached) return true;
    this.#headSent = true;
    // RFC 8441 section 5: 200 is the 101 of HTTP/2.
    const isOpened = this.#isTunnel && (status === 101 || (status >= 200 && status < 300));
    const isEmpty = end || this.#isHead || status === 204 || status === 205 || status === 304;
    this.#sendFields(isOpened && status === 101 ? 200 : status, headers, isEmpty);
    if (isEmpty) {
      this.outgoing.markEnded();
      this.#detach();
      this.onBodySent();
    } else if (isOpened) this.#open();
    return this.#session.takesMore;
  }

  sendData(chunk: Uint8Array, end: boolean): boolean {
    if (!this.#headSent || this.#detached) return true;
    if (end) this.#detach();
    return this.outgoing.send(chunk, end);
  }

  sendTrailers(trailers: Headers): void {
    if (!this.#headSent || this.#detached) return;
    this.#detach();
    this.outgoing.sendTrailers(trailers);
  }

  closeAfterResponse(): void {
    this.#owner.drain();
  }

  reset(reason: ResetReason): void {
    this.#detach();
    this.#session.resetStream(this, downstreamResetCode(reason));
  }

  pause(): void {
    this.#paused = true;
    this.incoming.pause();
  }

  resume(): void {
    this.#paused = false;
    if (!this.#closed) this.incoming.resume();
  }

  onBodyWritable(): void {
    if (!this.#detached) this.handler.onWritable();
  }

  /** RFC 9113 section 8.1: a complete response to an incomplete request ends the stream without an error. */
  onBodySent(): void {
    if (this.incoming.ended) this.#session.settle(this);
    else this.#session.resetStream(this, ErrorCode.noError);
  }

  #sendFields(status: number, headers: Headers, end: boolean): void {
    const { encoder } = this.#session;
    encoder.begin();
    encoder.add(':status', String(status));
    encodeFields(encoder, headers);
    this.#session.sendHead(this.id, end);
  }

  #open(): void {
    this.#closed = false;
    if (!this.#paused) this.incoming.resume();
  }

  /** The handler is called no more, and nobody reads the rest of the request. */
  #detach(): void {
    this.#detached = true;
    this.incoming.drop();
  }

  // ---- The request.

  onContent(chunk: Buffer, end: boolean): void {
    if (this.#contentLength.allows(this.incoming.received + chunk.length, end)) {
      this.incoming.take(chunk, end);
      if (end) this.#session.settle(this);
    } else this.#session.breakStream(this, ErrorCode.protocolError);
  }

  onHeaders(decoder: HpackDecoder, end: boolean): void {
    const trailers = end ? readTrailers(decoder.fields) : undefined;
    if (trailers === undefined) throw new ConnectionError(ErrorCode.protocolError, 'malformed trailers');
    if (decoder.isTooLarge) this.#session.breakStream(this, ErrorCode.enhanceYourCalm);
    else if (this.#contentLength.allows(this.incoming.received, true)) {
      this.incoming.takeTrailers(trailers);
      this.#session.settle(this);
    } else this.#session.breakStream(this, ErrorCode.protocolError);
  }

  onBody(chunk: Buffer, end: boolean): void {
    if (!this.#detached) this.handler.onData(chunk, end);
  }

  onBodyTrailers(trailers: Headers): void {
    if (!this.#detached) this.handler.onTrailers(trailers);
  }

  // ---- Ends that are not in order.

  onPeerReset(code: number): void {
    this.#abort(clientResetReason(code));
  }

  onBroken(): void {
    this.#abort('protocol-error');
  }

  onConnectionEnd(isProtocolError: boolean): void {
    this.#abort(isProtocolError ? 'protocol-error' : 'connection-termination');
  }

  /** The request is not complete in time; the handler answers, or has begun to and hears of a reset. */
  timeOut(): void {
    if (this.#headSent) this.abandon();
    else {
      this.incoming.drop();
      this.handler.onProtocolError({ status: 408, details: 'stream_idle_timeout' });
    }
  }

  /** Ends the stream because the client does nothing for it. */
  abandon(): void {
    const isOver = this.#detached;
    this.reset('connection-timeout');
    if (!isOver) this.handler.onReset('connection-timeout');
  }

  #abort(reason: ResetReason): void {
    if (this.#detached) return;
    this.#detach();
    this.handler.onReset(reason);
  }

  /**
   * Since when nothing moves that should: a request body before any answer, or a response that waits to leave.
   * undefined where nothing is awaited.
   */
  stalledSince(now: number): { readonly side: 'request' | 'response'; readonly at: number } | undefined {
    const moved = this.incoming.received + this.outgoing.sent;
    if (moved !== this.#moved) {
      this.#moved = moved;
      this.#movedAt = now;
    }
    if (this.outgoing.waits) return { side: 'response', at: this.#movedAt };
    const { ended, isDropped } = this.incoming;
    const awaitsBody = !ended && !isDropped && !this.#headSent && !this.#paused && !this.#isTunnel;
    return awaitsBody ? { side: 'request', at: this.#movedAt } : undefined;
  }
}

/** Stands in until the connection manager has set its own. */
const UNHANDLED: ServerStreamHandler = {
  onData() {},
  onTrailers() {},
  onProtocolError() {},
  onReset() {},
  onWritable() {},
};
