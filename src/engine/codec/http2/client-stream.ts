import type { ClientHttp2Stream } from 'node:http2';
import type { Headers } from '../../http/headers.ts';
import type { ClientStream, ClientStreamHandler, RequestHead, ResetReason } from '../../http/stream.ts';
import { watchEnd } from './end-watch.ts';
import { readFields, readTrailers } from './incoming-fields.ts';
import { addFields, noFields, type OutgoingFields } from './outgoing-fields.ts';
import { noError, resetReasonOf, upstreamResetCode } from './reset-codes.ts';

const EMPTY = Buffer.alloc(0);
const END_STREAM = 1;

/** What a stream needs of its connection. */
export interface Http2ClientStreamOwner {
  readonly address: string;
  /** Opens the stream on the wire; undefined where the connection takes no more. */
  open(fields: OutgoingFields, end: boolean): ClientHttp2Stream | undefined;
  /** Whether a stream that ended without an answer ended with its connection, and why. */
  closeReason(): ResetReason | undefined;
  /** Whether the server takes extended CONNECT (RFC 8441). */
  readonly takesUpgrades: boolean;
  onStreamClosed(stream: Http2ClientStream): void;
}

/** One request on an upstream HTTP/2 connection. */
export class Http2ClientStream implements ClientStream {
  readonly protocol = 'HTTP/2';
  readonly upstreamAddress: string;
  readonly #owner: Http2ClientStreamOwner;
  readonly #handler: ClientStreamHandler;
  #stream: ClientHttp2Stream | undefined;
  #isUpgrade = false;
  #requestEnded = false;
  #headReceived = false;
  #responseEnded = false;
  #requestTrailers: Headers | undefined;
  #responseTrailers: Headers | undefined;
  #blocked = false;
  #paused = false;
  #detached = false;
  #released = false;

  constructor(owner: Http2ClientStreamOwner, handler: ClientStreamHandler) {
    this.#owner = owner;
    this.#handler = handler;
    this.upstreamAddress = owner.address;
  }

  sendHead(head: RequestHead, end: boolean): boolean {
    if (this.#detached || this.#stream !== undefined) return true;
    this.#isUpgrade = head.upgrade !== undefined;
    const stream =
      this.#isUpgrade && !this.#owner.takesUpgrades ? undefined : this.#owner.open(requestFields(head), end);
    if (stream === undefined) {
      const reason = this.#isUpgrade && !this.#owner.takesUpgrades ? 'protocol-error' : 'remote-refused-stream';
      this.#fail(reason, '');
      return true;
    }
    this.#stream = stream;
    this.#requestEnded = end;
    this.#listen(stream);
    if (this.#paused) stream.pause();
    return true;
  }

  sendData(chunk: Uint8Array, end: boolean): boolean {
    const stream = this.#stream;
    if (this.#detached || this.#requestEnded || stream === undefined || stream.destroyed) return true;
    // The caller's bytes are its own again when this returns.
    const bytes = chunk.length === 0 ? EMPTY : Buffer.from(chunk);
    if (end) {
      this.#requestEnded = true;
      stream.end(chunk.length === 0 ? undefined : bytes);
      return true;
    }
    const writable = chunk.length === 0 || stream.write(bytes);
    if (!writable) this.#blocked = true;
    return writable;
  }

  sendTrailers(trailers: Headers): void {
    if (this.#requestEnded) return;
    this.#requestTrailers = trailers;
    this.sendData(EMPTY, true);
  }

  reset(reason: ResetReason): void {
    this.#detached = true;
    const stream = this.#stream;
    if (stream === undefined) this.#release();
    else if (!stream.destroyed) {
      // A response that was read to its end needs no more of the request; that is not an error (RFC 9113 section 8.1).
      stream.close(this.#responseEnded ? noError : upstreamResetCode(reason));
      stream.resume();
    }
  }

  pause(): void {
    this.#paused = true;
    this.#stream?.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#stream?.resume();
  }

  /** The connection is gone before the request was sent on it. */
  abandon(reason: ResetReason): void {
    if (this.#stream === undefined) this.#fail(reason, '');
  }

  #listen(stream: ClientHttp2Stream): void {
    stream.on('error', ignoreError);
    stream.on('close', () => this.#onClose(stream));
    stream.on('drain', () => this.#onDrain());
    stream.on('wantTrailers', () => {
      const fields = noFields();
      if (this.#requestTrailers !== undefined) addFields(fields, this.#requestTrailers);
      if (!stream.destroyed) stream.sendTrailers(fields);
    });
    stream.on('headers', (headers, _flags, raw?: string[]) => {
      if (this.#detached) return;
      this.#handler.onInformational({ status: Number(headers[':status']), headers: readFields(raw ?? []) });
    });
    stream.on('response', (headers, flags, raw?: string[]) => this.#onResponse(headers[':status'], flags, raw ?? []));
    stream.on('trailers', (_headers, _flags, raw?: string[]) => {
      // Body bytes may still wait; the end of the stream comes behind them.
      this.#responseTrailers = readTrailers(raw ?? []);
    });
    const isEndOfResponse = watchEnd(stream);
    stream.on('end', () => {
      if (isEndOfResponse()) this.#onEnd();
    });
  }

  #onResponse(code: number | undefined, flags: number, raw: readonly string[]): void {
    const stream = this.#stream;
    if (this.#detached || stream === undefined) return;
    this.#headReceived = true;
    // RFC 8441 section 5: the 101 of HTTP/1.
    const status = this.#isUpgrade && code === 200 ? 101 : Number(code);
    const end = (flags & END_STREAM) !== 0;
    if (end) {
      this.#responseEnded = true;
      stream.resume();
    } else {
      stream.on('data', (chunk: Buffer) => {
        if (!this.#detached) this.#handler.onData(chunk, false);
      });
    }
    this.#handler.onHead({ status, headers: readFields(raw) }, end);
  }

  #onEnd(): void {
    if (this.#responseEnded || !this.#headReceived) return;
    this.#responseEnded = true;
    if (this.#detached) return;
    if (this.#responseTrailers === undefined) this.#handler.onData(EMPTY, true);
    else this.#handler.onTrailers(this.#responseTrailers);
  }

  #onDrain(): void {
    if (!this.#blocked) return;
    this.#blocked = false;
    if (!this.#detached && !this.#requestEnded) this.#handler.onWritable();
  }

  #onClose(stream: ClientHttp2Stream): void {
    const reason = this.#owner.closeReason() ?? resetReasonOf(stream.rstCode ?? noError);
    if (this.#responseEnded) this.#detached = true;
    this.#fail(reason, '');
  }

  #fail(reason: ResetReason, details: string): void {
    const isOver = this.#detached;
    this.#detached = true;
    this.#release();
    if (!isOver) this.#handler.onReset(reason, details);
  }

  /** Its place on the connection is free; told once. */
  #release(): void {
    if (this.#released) return;
    this.#released = true;
    this.#owner.onStreamClosed(this);
  }
}

function requestFields(head: RequestHead): OutgoingFields {
  const fields = noFields();
  const isTunnel = head.method === 'CONNECT' && head.upgrade === undefined;
  fields[':method'] = head.upgrade === undefined ? head.method : 'CONNECT';
  if (head.upgrade !== undefined) fields[':protocol'] = head.upgrade;
  if (!isTunnel) {
    fields[':scheme'] = head.scheme;
    fields[':path'] = head.path;
  }
  fields[':authority'] = head.authority;
  return addFields(fields, head.headers);
}

function ignoreError(): void {
  // 'close' follows every error and does what there is to do.
}
