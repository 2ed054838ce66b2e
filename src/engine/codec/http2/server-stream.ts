import type { Http2Session, ServerHttp2Stream } from 'node:http2';
import type { Headers } from '../../http/headers.ts';
import type {
  DownstreamConnection,
  ResetReason,
  ResponseHead,
  ServerStream,
  ServerStreamHandler,
} from '../../http/stream.ts';
import { readTrailers } from './incoming-fields.ts';
import { addFields, noFields } from './outgoing-fields.ts';
import { downstreamResetCode, noError, resetReasonOf } from './reset-codes.ts';

const EMPTY = Buffer.alloc(0);

/** How a request ended, for the connection that counts abuse. */
export type ServerStreamClosed = (stream: Http2ServerStream, complete: boolean) => void;

export interface Http2ServerStreamOptions {
  readonly connection: DownstreamConnection;
  readonly stream: ServerHttp2Stream;
  /** The request ended with its head. */
  readonly end: boolean;
  /** An upgrade by extended CONNECT: the body waits for the answer. */
  readonly isUpgrade: boolean;
  readonly now: number;
  readonly onClosed: ServerStreamClosed;
}

/** One request on an HTTP/2 connection. */
export class Http2ServerStream implements ServerStream {
  readonly protocol = 'HTTP/2';
  readonly connection: DownstreamConnection;
  handler: ServerStreamHandler = UNHANDLED;
  readonly openedAt: number;
  readonly #stream: ServerHttp2Stream;
  readonly #session: Http2Session | undefined;
  readonly #isUpgrade: boolean;
  readonly #onClosed: ServerStreamClosed;
  #requestEnded: boolean;
  /** Nobody reads the rest of the request. */
  #ignoring = false;
  #headSent = false;
  #responseEnded = false;
  #requestTrailers: Headers | undefined;
  #responseTrailers: Headers | undefined;
  #detached = false;
  #blocked = false;
  #paused = false;
  /** Body bytes of the request so far, and of the response that have left. */
  #received = 0;
  #sent = 0;
  /** When one of them last grew, as the connection saw it. */
  #seen = -1;
  #movedAt: number;

  constructor(options: Http2ServerStreamOptions) {
    const { stream } = options;
    this.connection = options.connection;
    this.#stream = stream;
    this.#session = stream.session;
    this.#requestEnded = options.end;
    this.#isUpgrade = options.isUpgrade;
    this.#onClosed = options.onClosed;
    this.openedAt = this.#movedAt = options.now;
    stream.on('error', ignoreError);
    stream.on('close', () => this.#onClose());
    stream.on('drain', () => this.#onDrain());
    stream.on('wantTrailers', () => this.#onWantTrailers());
    if (options.end) stream.resume();
  }

  /** Begins to hand up the body. Its handler is set by now. */
  start(): void {
    const stream = this.#stream;
    if (this.#requestEnded || this.#ignoring || stream.destroyed) return;
    stream.on('trailers', (_headers: unknown, _flags: number, raw?: string[]) => {
      // Body bytes may still wait; the end of the stream comes behind them.
      this.#requestTrailers = readTrailers(raw ?? []);
    });
    stream.on('end', () => this.#onEnd());
    if (!this.#isUpgrade) this.#read();
  }

  sendInformational(status: number, headers: Headers): void {
    if (this.#headSent || this.#isGone()) return;
    const fields = noFields();
    fields[':status'] = String(status);
    this.#stream.additionalHeaders(addFields(fields, headers));
  }

  sendHead(head: ResponseHead, end: boolean): boolean {
    if (this.#headSent || this.#isGone()) return true;
    this.#headSent = true;
    const opensTunnel = this.#isUpgrade && head.status === 101;
    const fields = noFields();
    // RFC 8441 section 5: 200 is the 101 of HTTP/2.
    fields[':status'] = String(opensTunnel ? 200 : head.status);
    addFields(fields, head.headers);
    this.#stream.respond(fields, { endStream: end, waitForTrailers: !end });
    if (end) {
      this.#endResponse();
      this.#closeIncomplete();
    } else if (opensTunnel) this.#read();
    return true;
  }

  sendData(chunk: Uint8Array, end: boolean): boolean {
    if (!this.#headSent || this.#isGone()) return true;
    const { length } = chunk;
    // The caller's bytes are its own again when this returns.
    const bytes = length === 0 ? EMPTY : Buffer.from(chunk);
    if (end) {
      this.#stream.end(length === 0 ? undefined : bytes);
      this.#endResponse();
      return true;
    }
    const writable =
      length === 0 ||
      this.#stream.write(bytes, () => {
        this.#sent += length;
      });
    if (!writable) this.#blocked = true;
    return writable;
  }

  sendTrailers(trailers: Headers): void {
    if (!this.#headSent || this.#isGone()) return;
    this.#responseTrailers = trailers;
    this.sendData(EMPTY, true);
  }

  closeAfterResponse(): void {
    // A stream is not a connection: others go on.
  }

  reset(reason: ResetReason): void {
    this.#detach();
    if (!this.#stream.destroyed) this.#stream.close(downstreamResetCode(reason));
  }

  pause(): void {
    this.#paused = true;
    this.#stream.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#stream.resume();
  }

  /** The request is not complete in time; the handler answers, or has begun to and hears of a reset. */
  timeOut(): void {
    if (this.#headSent) this.abandon();
    else {
      this.#ignoreRest();
      this.handler.onProtocolError({ status: 408, details: 'stream_idle_timeout' });
    }
  }

  /** Ends the stream because the client does nothing for it. */
  abandon(): void {
    const { handler } = this;
    const isOver = this.#detached;
    this.reset('connection-timeout');
    if (!isOver) handler.onReset('connection-timeout');
  }

  /**
   * Since when nothing moves that should: a request body before any answer, or a response that waits to leave.
   * undefined where nothing is awaited.
   */
  stalledSince(now: number): { readonly side: 'request' | 'response'; readonly at: number } | undefined {
    const moved = this.#received + this.#sent;
    if (moved !== this.#seen) {
      this.#seen = moved;
      this.#movedAt = now;
    }
    if (this.#blocked || (this.#responseEnded && this.#stream.writableLength > 0)) {
      return { side: 'response', at: this.#movedAt };
    }
    const awaitsBody = !this.#requestEnded && !this.#headSent && !this.#paused && !this.#isUpgrade && !this.#ignoring;
    return awaitsBody ? { side: 'request', at: this.#movedAt } : undefined;
  }

  /** Drops the rest of the request, which is answered without it. */
  #ignoreRest(): void {
    if (this.#requestEnded || this.#ignoring) return;
    this.#ignoring = true;
    this.#stream.removeAllListeners('data');
    this.#stream.removeAllListeners('end');
    this.#stream.resume();
  }

  #read(): void {
    this.#stream.on('data', (chunk: Buffer) => {
      this.#received += chunk.length;
      if (!this.#detached) this.handler.onData(chunk, false);
    });
  }

  #onEnd(): void {
    // A request that was reset in the middle ends the readable side too; it is aborted then, for its answer is missing.
    if (this.#requestEnded || this.#stream.aborted || this.#stream.rstCode) return;
    this.#requestEnded = true;
    if (this.#detached) return;
    if (this.#requestTrailers === undefined) this.handler.onData(EMPTY, true);
    else this.handler.onTrailers(this.#requestTrailers);
  }

  #onDrain(): void {
    if (!this.#blocked) return;
    this.#blocked = false;
    if (!this.#detached) this.handler.onWritable();
  }

  /** The last byte of the body has left. */
  #onWantTrailers(): void {
    if (this.#stream.destroyed) return;
    const fields = noFields();
    if (this.#responseTrailers !== undefined) addFields(fields, this.#responseTrailers);
    this.#stream.sendTrailers(fields);
    this.#closeIncomplete();
  }

  /** RFC 9113 section 8.1: a complete response to an incomplete request ends the stream without an error. */
  #closeIncomplete(): void {
    if (this.#requestEnded) return;
    // Not before the end of the response is on its way, which RST_STREAM would overtake.
    setImmediate(() => {
      if (!this.#stream.destroyed) this.#stream.close(noError);
    });
  }

  #onClose(): void {
    if (!this.#detached) {
      this.#detach();
      const isConnection = this.#session === undefined || this.#session.destroyed;
      this.handler.onReset(isConnection ? 'connection-termination' : clientResetReason(this.#stream.rstCode));
    }
    this.#onClosed(this, this.#responseEnded && this.#stream.rstCode === noError);
  }

  /** The response is complete as far as the handler goes: it is called no more, whatever the client still sends. */
  #endResponse(): void {
    this.#responseEnded = true;
    this.#detach();
  }

  #detach(): void {
    this.#detached = true;
    this.#ignoreRest();
  }

  #isGone(): boolean {
    return this.#detached || this.#stream.destroyed || this.#stream.closed;
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

/** REFUSED_STREAM is a server's word; from a client it is a reset like any other. */
function clientResetReason(code: number | undefined): ResetReason {
  return resetReasonOf(code ?? noError) === 'protocol-error' ? 'protocol-error' : 'remote-reset';
}

function ignoreError(): void {
  // 'close' follows every error and does what there is to do.
}
