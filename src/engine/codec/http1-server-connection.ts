// One downstream HTTP/1.x connection: requests in, responses out, one at a time.
//
// Situations of the reading side:
//   head       between requests, or in the middle of a head
//   body       in the body of the current request
//   raw        after 101 or a successful CONNECT: bytes, no messages
//   held       after the head of an upgrade or CONNECT that is not answered yet: bytes wait
//   answering  the request is complete, its response is not: further requests wait
//   closed     nothing that still arrives is read
// Writing: no head yet, then body, then the response is complete. Both complete: the next request, or the end.
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { contain, guarded } from '../guard.ts';
import type { Headers } from '../http/headers.ts';
import type {
  DownstreamConnection,
  ProtocolError,
  RequestHead,
  ResetReason,
  ResponseHead,
  ServerCodec,
  ServerConnectionHandler,
} from '../http/stream.ts';
import { limits } from '../limits.ts';
import { type TimerWheel, WheelEntry } from '../timer-wheel.ts';
import { BodyReader, type BodySink } from './body-reader.ts';
import { CR, LF } from './characters.ts';
import type { CodecIo, Receiver } from './codec-io.ts';
import { type FieldScanner, INCOMPLETE, MALFORMED } from './field-scanner.ts';
import { fieldLines, type HeadText } from './head-text.ts';
import { Http1ServerStream } from './http1-server-stream.ts';
import { InputBuffer } from './input-buffer.ts';
import { parseContentLength } from './message-framing.ts';
import type { RequestHeadReader } from './request-head-reader.ts';
import { SocketWriter } from './socket-writer.ts';
import { statusText } from './status-text.ts';
import { takeOverReads } from './take-over-reads.ts';

const HEAD = 0;
const BODY = 1;
const RAW = 2;
const HELD = 3;
const ANSWERING = 4;
const CLOSED = 5;

/** How the body of the current response is framed. */
const NO_BODY = 0;
const LENGTH = 1;
const CHUNKED = 2;
const UNTIL_CLOSE = 3;

/** Requests that make a connection a busy one. */
const BUSY_AFTER = 16;

const EMPTY = Buffer.alloc(0);
const WHERE = 'downstream HTTP/1 connection';
const MALFORMED_BODY: ProtocolError = { status: 400, details: 'http1.codec_error' };
const LOW_VERSION: ProtocolError = { status: 426, details: 'low_version' };
const HEAD_TIMEOUT: ProtocolError = { status: 408, details: 'request_header_timeout' };
const BODY_TIMEOUT: ProtocolError = { status: 408, details: 'stream_idle_timeout' };

/** What the connections of one HTTP/1 server share. */
export interface Http1ServerContext {
  readonly wheel: TimerWheel;
  readonly io: CodecIo;
  readonly headReader: RequestHeadReader;
  readonly trailerFields: FieldScanner;
  readonly headText: HeadText;
  readonly acceptHttp10: boolean;
  readonly idleMs: number;
  readonly requestHeadMs: number;
  readonly bodyStallMs: number;
  readonly writeStallMs: number;
}

export class Http1ServerConnection extends WheelEntry implements ServerCodec, BodySink, Receiver {
  /** The request that is being read or answered. */
  current: Http1ServerStream | undefined = undefined;
  readonly #context: Http1ServerContext;
  #socket: Socket;
  /** undefined once it was tried to speed up its reads. */
  #accepted: Socket | undefined;
  readonly #connection: DownstreamConnection;
  readonly #handler: ServerConnectionHandler;
  readonly #scheme: string;
  readonly #writer: SocketWriter;
  readonly #input = new InputBuffer();
  readonly #body: BodyReader;

  #state = HEAD;
  #processing = false;
  /** The consumer of the request body wants no more for now. */
  #paused = false;
  #socketPaused = false;
  /** A line is cut: more bytes without a line end need no look. */
  #awaitsLine = false;
  #peerEnded = false;
  #answered = 0;
  #draining = false;
  /** Our side is ended: what still has to leave leaves, then the socket goes. */
  #closing = false;

  // The current request.
  #http10 = false;
  #isHead = false;
  #isConnect = false;
  #isUpgrade = false;
  #keepAlive = false;

  // The current response.
  #headSent = false;
  #responseBody = NO_BODY;
  #responseRemaining = 0;
  #closeAfter = false;

  // Coarse times, for deadlines.
  #readAt: number;
  /** When the situation began that has its own bound: idle, a cut head, closing. */
  #since: number;
  #headBegun = false;
  #watchingWrites = false;

  constructor(
    context: Http1ServerContext,
    socket: Socket,
    connection: DownstreamConnection,
    handler: ServerConnectionHandler,
  ) {
    super();
    this.#context = context;
    this.#socket = socket;
    this.#accepted = socket;
    this.#connection = connection;
    this.#handler = handler;
    this.#scheme = connection.tls === undefined ? 'http' : 'https';
    this.#body = new BodyReader(context.trailerFields);
    this.#writer = new SocketWriter(socket, context.io, () => this.current?.handler.onWritable());
    this.#readAt = this.#since = context.wheel.now;
    // What a half-closed client means is decided here and not by Node.
    socket.allowHalfOpen = true;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.receive(chunk));
    socket.on('end', this.#guarded(this.#onEnd));
    socket.on('close', this.#guarded(this.#onClose));
    socket.on('error', ignoreError);
    context.wheel.set(this, context.idleMs);
  }

  /** Only for busy connections: it costs what a few requests save, and some memory for as long as they live. */
  #speedUpReads(accepted: Socket): void {
    this.#accepted = undefined;
    const { io } = this.#context;
    const socket = takeOverReads(accepted, io.readsOf({ receiver: this }));
    if (socket === undefined) return;
    this.#socket = socket;
    this.#writer.moveTo(socket);
    socket.on('end', this.#guarded(this.#onEnd));
    socket.on('error', ignoreError);
  }

  #guarded(onEvent: () => void): () => void {
    return guarded(
      WHERE,
      () => this.close(),
      () => onEvent.call(this),
    );
  }

  // ---- Reading.

  /** Takes bytes of the socket. Called from outside only for those that were read before this codec was there. */
  receive(chunk: Buffer): void {
    try {
      this.#receive(chunk);
    } catch (error) {
      contain(WHERE, error, () => this.close());
    }
  }

  #receive(chunk: Buffer): void {
    if (this.#state === CLOSED) return;
    this.#readAt = this.#context.wheel.now;
    const input = this.#input;
    const stillCut = this.#awaitsLine && input.length > 0 && chunk.indexOf(LF) < 0;
    input.append(chunk);
    if (!stillCut || input.length > limits.requestHeadBytes.value) this.#process();
    if (input.length > 0 && this.#context.io.isBorrowed(input.bytes)) input.keep();
  }

  /** Reads on as far as there are bytes and somebody wants them. */
  #process(): void {
    if (this.#processing) return;
    const { io } = this.#context;
    io.enter();
    this.#processing = true;
    this.#awaitsLine = false;
    const input = this.#input;
    try {
      while (input.at < input.end && !this.#awaitsLine) {
        if (this.#state === HEAD) this.#readHead();
        else if ((this.#state === BODY || this.#state === RAW) && !this.#paused) this.#readBody();
        else break;
      }
    } finally {
      this.#processing = false;
      input.release(this.#state === CLOSED);
      this.#regulate();
      io.leave();
    }
  }

  /** Stops reading from the socket where nobody wants what it brings, and goes on where somebody does. */
  #regulate(): void {
    const waits = this.#state === HELD || this.#state === ANSWERING;
    const stop =
      (this.#paused && (this.#state === BODY || this.#state === RAW)) ||
      (waits && this.#input.length > limits.pipelinedBytes.value);
    if (stop === this.#socketPaused) return;
    this.#socketPaused = stop;
    if (stop) this.#socket.pause();
    else this.#socket.resume();
  }

  #readHead(): void {
    const input = this.#input;
    const { headReader, acceptHttp10 } = this.#context;
    this.#skipEmptyLines();
    const headEnd = headReader.read(input.bytes, input.at, input.end, this.#scheme);
    if (headEnd === INCOMPLETE) {
      this.#awaitsLine = true;
      this.#beginHead();
    } else if (headEnd === MALFORMED) this.#refuse(headReader.error, undefined);
    else {
      const head = headReader.head as RequestHead;
      this.#http10 = headReader.http10;
      this.#keepAlive = headReader.keepAlive;
      input.at = headEnd;
      if (this.#http10 && !acceptHttp10) this.#refuse(LOW_VERSION, head);
      else this.#startRequest(head, headReader);
    }
  }

  /** RFC 9112 section 2.2: empty lines before a request are ignored. */
  #skipEmptyLines(): void {
    const input = this.#input;
    while (input.length >= 2 && input.bytes[input.at] === CR && input.bytes[input.at + 1] === LF) input.at += 2;
  }

  /** The first bytes of a head start its clock; more of them do not start it anew. */
  #beginHead(): void {
    if (this.#headBegun || this.#input.length === 0) return;
    this.#headBegun = true;
    this.#since = this.#context.wheel.now;
    this.#context.wheel.set(this, this.#context.requestHeadMs);
  }

  #startRequest(head: RequestHead, reader: RequestHeadReader): void {
    const { chunked, contentLength } = reader.framing;
    const end = reader.endsWithHead;
    if (end && this.#garbageFollows()) {
      this.#refuse(reader.error, head);
      return;
    }
    const stream = this.#openStream(head);
    if (end) this.#state = ANSWERING;
    else if (this.#isUpgrade || this.#isConnect) this.#state = HELD;
    else {
      this.#state = BODY;
      if (chunked) this.#body.startChunked();
      else this.#body.startLength(contentLength);
      this.#context.wheel.set(this, this.#context.bodyStallMs);
    }
    this.#handler.onRequest(stream, head, end);
  }

  #openStream(head: RequestHead | undefined): Http1ServerStream {
    this.#headBegun = false;
    this.#paused = false;
    this.#isHead = head?.method === 'HEAD';
    this.#isConnect = head?.method === 'CONNECT';
    this.#isUpgrade = head?.upgrade !== undefined;
    this.#headSent = false;
    this.#closeAfter = this.#draining;
    const stream = new Http1ServerStream(this, this.#connection, this.#http10 ? 'HTTP/1.0' : 'HTTP/1.1');
    this.current = stream;
    return stream;
  }

  #readBody(): void {
    const { current, input } = { current: this.current, input: this.#input };
    const wellFormed = this.#body.read(input, this);
    if (this.current !== current || (this.#state !== BODY && this.#state !== RAW)) return;
    if (!wellFormed) this.#refuse(MALFORMED_BODY, undefined);
    else if (!this.#paused && input.length > 0) this.#awaitsLine = true;
  }

  onBody(chunk: Buffer, end: boolean): void {
    if (this.#state !== BODY && this.#state !== RAW) return;
    if (end && !this.#endBody()) return;
    this.current?.handler.onData(chunk, end);
  }

  onBodyTrailers(trailers: Headers): void {
    if (this.#state === BODY && this.#endBody()) this.current?.handler.onTrailers(trailers);
  }

  #endBody(): boolean {
    if (!this.#headSent && this.#garbageFollows()) {
      this.#refuse(MALFORMED_BODY, undefined);
      return false;
    }
    this.#state = ANSWERING;
    return true;
  }

  /**
   * Whether what came together with the end of a request cannot be another one. Then client and proxy do not mean the
   * same by its end, and it must not be forwarded as if they did.
   */
  #garbageFollows(): boolean {
    const input = this.#input;
    if (input.length === 0 || !this.#keepAlive) return false;
    this.#skipEmptyLines();
    return this.#context.headReader.isGarbage(input.bytes, input.at, input.end);
  }

  /** Reads no more. The answer is the handler's; where one has begun already, the connection just ends. */
  #refuse(error: ProtocolError, head: RequestHead | undefined): void {
    const stream = this.current;
    this.#state = CLOSED;
    if (stream === undefined) {
      if (head === undefined) this.#http10 = false;
      const refused = this.#openStream(head);
      this.#closeAfter = true;
      this.#handler.onProtocolError(refused, error, head);
    } else if (this.#headSent) this.#abort('protocol-error');
    else {
      this.#closeAfter = true;
      stream.handler.onProtocolError(error);
    }
  }

  // ---- Writing, called by the current stream.

  sendInformational(status: number, headers: Headers): void {
    // RFC 9110 section 15.2: a client of HTTP/1.0 does not know them.
    if (this.#headSent || this.#http10) return;
    this.#writer.text(`HTTP/1.1 ${status} ${statusText(status)}\r\n${fieldLines(headers)}\r\n`);
  }

  sendHead(head: ResponseHead, end: boolean): boolean {
    if (this.#headSent) return true;
    this.#headSent = true;
    const { status, headers } = head;
    const opensTunnel = this.#isConnect ? status >= 200 && status < 300 : this.#isUpgrade && status === 101;
    // As Envoy: an answer before the end of the request ends the connection, for the rest of it is not waited for.
    if (!this.#keepAlive || this.#draining || (this.#state !== ANSWERING && !opensTunnel)) this.#closeAfter = true;
    const { acceptHttp10, headText } = this.#context;
    const isHttp10 = this.#http10 && acceptHttp10;
    const statusLine = isHttp10 ? `HTTP/1.0 ${status} ${statusText(status)}\r\n` : headText.statusLine(status);
    const fields = opensTunnel ? this.#tunnelFields(head) : this.#framedFields(status, headers, end);
    const text = `${statusLine}${fields}\r\n`;
    if (end) return this.#end(this.#writer.text(text));
    this.#writer.hold(text);
    if (opensTunnel) this.#openTunnel();
    return true;
  }

  #tunnelFields(head: ResponseHead): string {
    this.#responseBody = UNTIL_CLOSE;
    this.#closeAfter = true;
    return fieldLines(head.headers) + (head.status === 101 ? 'connection: upgrade\r\n' : '');
  }

  /** Envoy's rules for framing a response (RFC 9112 section 6.3). */
  #framedFields(status: number, headers: Headers, end: boolean): string {
    const contentLength = headers.get('content-length');
    const bodiless = status === 204 || status === 304 || status < 200;
    let framing = '';
    this.#responseBody = this.#isHead || bodiless ? NO_BODY : LENGTH;
    if (contentLength !== undefined) {
      this.#responseRemaining = parseContentLength(contentLength);
      if (status === 204 || status < 200) headers.remove('content-length');
    } else if (!bodiless) {
      if (end && !this.#isHead) {
        framing = 'content-length: 0\r\n';
        this.#responseRemaining = 0;
      } else if (this.#http10) {
        if (!this.#isHead) this.#responseBody = UNTIL_CLOSE;
        this.#closeAfter = true;
      } else {
        framing = 'transfer-encoding: chunked\r\n';
        if (!this.#isHead) this.#responseBody = CHUNKED;
      }
    }
    if (this.#closeAfter) framing += 'connection: close\r\n';
    else if (this.#http10) framing += 'connection: keep-alive\r\n';
    return this.#context.headText.fieldLines(headers) + framing;
  }

  #openTunnel(): void {
    if (this.#state !== HELD) return;
    this.#state = RAW;
    this.#body.startRaw();
    this.#process();
  }

  sendData(chunk: Uint8Array, end: boolean): boolean {
    if (!this.#headSent) return true;
    const { length } = chunk;
    if (this.#responseBody === NO_BODY || (length === 0 && !end)) {
      return end ? this.#end(this.#writer.text('')) : true;
    }
    if (this.#responseBody === LENGTH) {
      this.#responseRemaining -= length;
      if (this.#responseRemaining < 0 || (end && this.#responseRemaining > 0)) return this.#breakOff();
    }
    let writable: boolean;
    if (this.#responseBody === CHUNKED) {
      if (length === 0) writable = this.#writer.text('0\r\n\r\n');
      else writable = this.#writer.bytes(`${length.toString(16)}\r\n`, chunk, end ? '\r\n0\r\n\r\n' : '\r\n');
    } else if (length === 0) writable = this.#writer.text('');
    else writable = this.#writer.bytes('', chunk, '');
    if (end) return this.#end(writable);
    this.#watchWrites();
    return writable;
  }

  sendTrailers(trailers: Headers): void {
    if (!this.#headSent) return;
    if (this.#responseBody !== CHUNKED) this.sendData(EMPTY, true);
    else this.#end(this.#writer.text(`0\r\n${fieldLines(trailers)}\r\n`));
  }

  closeAfterResponse(): void {
    this.#closeAfter = true;
  }

  /** The stream ends without a complete response: what was sent leaves, and the end shows that it is not all. */
  abandon(): void {
    this.current = undefined;
    this.#close();
  }

  pause(): void {
    this.#paused = true;
    if (!this.#processing) this.#regulate();
  }

  resume(): void {
    this.#paused = false;
    this.#process();
  }

  /** The body is not as long as its head said. The client must not take it for whole. */
  #breakOff(): boolean {
    this.#abort('local-reset');
    return true;
  }

  /** The response is complete. */
  #end(writable: boolean): boolean {
    const requestComplete = this.#state === ANSWERING;
    this.current = undefined;
    if (!requestComplete || this.#closeAfter || this.#draining) this.#close();
    else {
      this.#state = HEAD;
      this.#since = this.#context.wheel.now;
      this.#context.wheel.set(this, this.#context.idleMs);
      this.#watchWrites();
      if (this.#accepted !== undefined && ++this.#answered === BUSY_AFTER) this.#speedUpReads(this.#accepted);
      if (this.#input.length > 0 || this.#socketPaused) this.#process();
    }
    return writable;
  }

  // ---- The end of the connection.

  drain(): void {
    this.#draining = true;
    if (this.current === undefined && this.#state === HEAD) this.#close();
  }

  close(): void {
    this.#abort('connection-termination');
  }

  /** Ends our side once everything has left. What the client still sends is dropped, so that it gets no RST first. */
  #close(): void {
    if (this.#closing) return;
    this.#closing = true;
    this.#state = CLOSED;
    this.#since = this.#context.wheel.now;
    this.#writer.flush();
    this.#writer.stalledFor(this.#since);
    this.#socket.end();
    if (!this.#processing) {
      this.#input.release(true);
      this.#regulate();
    }
    this.#context.wheel.set(this, limits.delayedCloseMs.value);
  }

  #abort(reason: ResetReason): void {
    const stream = this.current;
    this.current = undefined;
    this.#state = CLOSED;
    this.#closing = true;
    this.#socket.destroy();
    stream?.handler.onReset(reason);
  }

  /** With a reset, where there can be one: what the kernel still holds for this client would stay with it else. */
  #dropStalled(): void {
    if (!(this.#socket instanceof TLSSocket)) this.#socket.resetAndDestroy();
    this.#abort('connection-timeout');
  }

  /** As in Envoy, a client that ends its side of the connection has gone; only in a tunnel it may still listen. */
  #onEnd(): void {
    this.#peerEnded = true;
    if (this.#state === RAW) {
      this.#state = CLOSED;
      this.#since = this.#context.wheel.now;
      this.#context.wheel.set(this, limits.halfClosedMs.value);
      this.current?.handler.onData(EMPTY, true);
    } else if (this.current !== undefined) this.#abort('connection-termination');
    else this.#close();
  }

  #onClose(): void {
    this.#context.wheel.clear(this);
    this.#abort('connection-termination');
    this.#input.release(true);
  }

  // ---- Deadlines.

  override onDefect(): void {
    this.close();
  }

  onDeadline(): void {
    const { now } = this.#context.wheel;
    this.#watchingWrites = false;
    if (this.#writer.waits) {
      if (this.#writer.stalledFor(now) >= this.#stallMs) this.#dropStalled();
      else this.#watchWrites();
      return;
    }
    const due = this.#due(now);
    if (due > now) this.#context.wheel.set(this, due - now);
    else this.#expire();
  }

  /** When what is waited for has to be there. */
  #due(now: number): number {
    const { idleMs, requestHeadMs, bodyStallMs } = this.#context;
    if (this.#closing) return this.#since + limits.delayedCloseMs.value;
    if (this.#peerEnded) return this.#since + limits.halfClosedMs.value;
    if (this.#state === HEAD) return this.#since + (this.#headBegun ? requestHeadMs : idleMs);
    if (this.#state === BODY && !this.#headSent && !this.#paused) return this.#readAt + bodyStallMs;
    return now + idleMs;
  }

  #expire(): void {
    if (this.#closing || this.#peerEnded) this.#abort('connection-timeout');
    else if (this.#state === BODY) this.#refuse(BODY_TIMEOUT, undefined);
    else if (this.#headBegun) this.#refuse(HEAD_TIMEOUT, undefined);
    else this.#close();
  }

  /** Looks after writes that wait more often than after idle connections. */
  #watchWrites(): void {
    if (this.#watchingWrites || !this.#writer.waits) return;
    this.#watchingWrites = true;
    const { wheel } = this.#context;
    this.#writer.stalledFor(wheel.now);
    wheel.set(this, this.#stallMs / 8);
  }

  /** A connection that is closing waits for its last bytes only while they leave (Envoy's delayed_close_timeout). */
  get #stallMs(): number {
    return this.#closing ? limits.delayedCloseMs.value : this.#context.writeStallMs;
  }
}

function ignoreError(): void {
  // 'close' follows every error and does what there is to do.
}
