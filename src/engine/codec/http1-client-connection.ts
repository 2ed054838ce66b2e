// One upstream HTTP/1.1 connection: one request at a time, for whoever took the connection from its pool.
//
// Situations of the reading side: idle (any byte spoils the connection), head, body, tunnel, closed.
import type { Socket } from 'node:net';
import { contain, guarded } from '../guard.ts';
import type { Headers } from '../http/headers.ts';
import type { ClientStream, ClientStreamHandler, RequestHead, ResetReason, ResponseHead } from '../http/stream.ts';
import { limits } from '../limits.ts';
import { type TimerWheel, WheelEntry } from '../timer-wheel.ts';
import { BodyReader, type BodySink } from './body-reader.ts';
import { LF } from './characters.ts';
import type { CodecIo, Receiver } from './codec-io.ts';
import { type FieldScanner, INCOMPLETE, MALFORMED } from './field-scanner.ts';
import { fieldLines, type HeadText } from './head-text.ts';
import { Http1ClientStream } from './http1-client-stream.ts';
import { InputBuffer } from './input-buffer.ts';
import { ownAddress } from './own-address.ts';
import type { ResponseHeadReader } from './response-head-reader.ts';
import { SocketWriter } from './socket-writer.ts';

const IDLE = 0;
const HEAD = 1;
const BODY = 2;
const TUNNEL = 3;
const CLOSED = 4;

const EMPTY = Buffer.alloc(0);
const WHERE = 'upstream HTTP/1 connection';

/** Without a body, a request of another method says so: `content-length: 0` (RFC 9110 section 8.6, as Envoy). */
const BODILESS_METHODS = new Set(['GET', 'HEAD', 'DELETE', 'TRACE', 'CONNECT']);

/** What the connections of one HTTP/1 client share. */
export interface Http1ClientContext {
  readonly wheel: TimerWheel;
  readonly io: CodecIo;
  readonly headReader: ResponseHeadReader;
  readonly trailerFields: FieldScanner;
  readonly headText: HeadText;
}

/** Whose connection it is. */
export interface Http1ClientOwner {
  /** A request and its response are complete, and the connection can take another. */
  onIdle(connection: Http1ClientConnection): void;
  /** The connection is gone; called once. */
  onClosed(connection: Http1ClientConnection): void;
}

/** No server in use closes an idle connection sooner. */
const STALE_AFTER_MS = 1000;

export class Http1ClientConnection extends WheelEntry implements BodySink, Receiver {
  current: Http1ClientStream | undefined = undefined;
  /** Taken from its pool for a request; the pool's own mark. */
  taken = false;
  /** Requests so far. */
  served = 0;
  readonly address: string;
  readonly localAddress: string;
  readonly #context: Http1ClientContext;
  readonly #owner: Http1ClientOwner;
  readonly #idleMs: number;
  readonly #socket: Socket;
  readonly #writer: SocketWriter;
  readonly #input = new InputBuffer();
  readonly #body: BodyReader;

  #state = IDLE;
  #processing = false;
  #paused = false;
  #socketPaused = false;
  #awaitsLine = false;
  #idleSince: number;
  /** How long it was idle before the current request. */
  #restedMs = 0;
  #closed = false;

  // The current request.
  #isHead = false;
  #isConnect = false;
  #isUpgrade = false;
  #chunked = false;
  #requestEnded = false;

  // The current response.
  #responseBegun = false;
  #keepAlive = false;

  /** The socket is connected, and its handshake done. */
  constructor(context: Http1ClientContext, socket: Socket, idleMs: number, owner: Http1ClientOwner) {
    super();
    this.#context = context;
    this.#owner = owner;
    this.#idleMs = idleMs;
    this.#socket = socket;
    this.address = addressOf(socket);
    this.localAddress = ownAddress(socket);
    this.#body = new BodyReader(context.trailerFields);
    this.#writer = new SocketWriter(socket, context.io, () => this.current?.handler.onWritable());
    this.#idleSince = context.wheel.now;
    socket.setNoDelay(true);
    // Silent where the socket reads by `onread`.
    socket.on('data', (chunk: Buffer) => this.receive(chunk));
    const fail = () => this.#fail('local-reset');
    socket.on(
      'end',
      guarded(WHERE, fail, () => this.#onEnd()),
    );
    socket.on(
      'close',
      guarded(WHERE, fail, () => this.#terminate()),
    );
    socket.on('error', ignoreError);
    context.wheel.set(this, idleMs);
  }

  /** Takes the idle connection for a request. */
  newStream(handler: ClientStreamHandler): ClientStream {
    this.#restedMs = this.#context.wheel.now - this.#idleSince;
    this.served++;
    this.#state = HEAD;
    this.#requestEnded = false;
    this.#responseBegun = false;
    const stream = new Http1ClientStream(this, handler);
    this.current = stream;
    return stream;
  }

  // ---- Writing, called by the current stream.

  sendHead(head: RequestHead, end: boolean): boolean {
    const { method, headers, authority, upgrade } = head;
    this.#isHead = method === 'HEAD';
    this.#isConnect = method === 'CONNECT';
    this.#isUpgrade = upgrade !== undefined;
    this.#chunked = false;
    let framing = '';
    if (upgrade !== undefined)
      framing = `connection: upgrade\r\n${headers.has('upgrade') ? '' : `upgrade: ${upgrade}\r\n`}`;
    else if (!this.#isConnect && !headers.has('content-length')) {
      if (!end) {
        this.#chunked = true;
        framing = 'transfer-encoding: chunked\r\n';
      } else if (!BODILESS_METHODS.has(method)) framing = 'content-length: 0\r\n';
    }
    const target = this.#isConnect ? authority : head.path;
    const { headText } = this.#context;
    const text = `${method} ${target}${headText.hostLine(authority)}${headText.fieldLines(headers)}${framing}\r\n`;
    if (end) return this.#endRequest(this.#writer.text(text));
    this.#writer.hold(text);
    return true;
  }

  sendData(chunk: Uint8Array, end: boolean): boolean {
    const { length } = chunk;
    let writable = true;
    if (this.#chunked) {
      if (length > 0)
        writable = this.#writer.bytes(`${length.toString(16)}\r\n`, chunk, end ? '\r\n0\r\n\r\n' : '\r\n');
      else if (end) writable = this.#writer.text('0\r\n\r\n');
    } else if (length > 0) writable = this.#writer.bytes('', chunk, '');
    else if (end) writable = this.#writer.text('');
    return end ? this.#endRequest(writable) : writable;
  }

  sendTrailers(trailers: Headers): void {
    if (this.#chunked) this.#endRequest(this.#writer.text(`0\r\n${fieldLines(trailers)}\r\n`));
    else this.sendData(EMPTY, true);
  }

  #endRequest(writable: boolean): boolean {
    this.#requestEnded = true;
    if (this.#isUpgrade || this.#isConnect) this.#socket.end();
    return writable;
  }

  pause(): void {
    this.#paused = true;
    if (!this.#processing) this.#regulate();
  }

  resume(): void {
    this.#paused = false;
    this.#process();
  }

  /** Closes at once; says nothing to the stream. */
  close(): void {
    this.current = undefined;
    this.#state = CLOSED;
    this.#socket.destroy();
    if (this.#closed) return;
    this.#closed = true;
    this.#context.wheel.clear(this);
    this.#owner.onClosed(this);
  }

  // ---- Reading.

  receive(chunk: Buffer): void {
    try {
      this.#receive(chunk);
    } catch (error) {
      contain(WHERE, error, () => this.#fail('local-reset'));
    }
  }

  #receive(chunk: Buffer): void {
    if (this.#state === CLOSED) return;
    if (this.#state === IDLE) {
      // Whatever it is, it answers no request of ours (RFC 9112 section 9.2).
      this.close();
      return;
    }
    this.#responseBegun = true;
    const input = this.#input;
    const stillCut = this.#awaitsLine && input.length > 0 && chunk.indexOf(LF) < 0;
    input.append(chunk);
    if (!stillCut || input.length > limits.responseHeadBytes.value) this.#process();
    if (input.length > 0 && this.#context.io.isBorrowed(input.bytes)) input.keep();
  }

  #process(): void {
    if (this.#processing) return;
    const { io } = this.#context;
    io.enter();
    this.#processing = true;
    this.#awaitsLine = false;
    const input = this.#input;
    try {
      while (input.at < input.end && !this.#awaitsLine && !this.#paused) {
        if (this.#state === HEAD) this.#readHead();
        else if (this.#state === BODY || this.#state === TUNNEL) this.#readBody();
        else break;
      }
    } finally {
      this.#processing = false;
      input.release(this.#state === CLOSED || this.#state === IDLE);
      this.#regulate();
      io.leave();
    }
  }

  #regulate(): void {
    const stop = this.#paused && this.current !== undefined;
    if (stop === this.#socketPaused) return;
    this.#socketPaused = stop;
    if (stop) this.#socket.pause();
    else this.#socket.resume();
  }

  #readHead(): void {
    const { headReader } = this.#context;
    const input = this.#input;
    const headEnd = headReader.read(input.bytes, input.at, input.end);
    if (headEnd === INCOMPLETE) this.#awaitsLine = true;
    else if (headEnd === MALFORMED) this.#fail('protocol-error');
    else {
      input.at = headEnd;
      this.#startResponse(headReader.head as ResponseHead, headReader);
    }
  }

  #startResponse(head: ResponseHead, reader: ResponseHeadReader): void {
    const { status } = head;
    const { chunked, contentLength } = reader.framing;
    const stream = this.current;
    if (stream === undefined) return;
    if (status < 200 && status !== 101) {
      stream.handler.onInformational(head);
      return;
    }
    const opensTunnel = this.#isConnect ? status >= 200 && status < 300 : this.#isUpgrade && status === 101;
    if (status === 101 && !opensTunnel) {
      this.#fail('protocol-error');
      return;
    }
    this.#keepAlive = reader.keepAlive && !opensTunnel;
    const bodiless = this.#isHead || status === 204 || status === 304;
    if (!opensTunnel && (bodiless || contentLength === 0)) {
      this.#endStream();
      stream.handler.onHead(head, true);
      return;
    }
    this.#state = opensTunnel ? TUNNEL : BODY;
    if (opensTunnel || (!chunked && contentLength < 0)) {
      this.#keepAlive = false;
      this.#body.startRaw();
    } else if (chunked) this.#body.startChunked();
    else this.#body.startLength(contentLength);
    stream.handler.onHead(head, false);
  }

  #readBody(): void {
    const { current } = this;
    const wellFormed = this.#body.read(this.#input, this);
    if (this.current !== current || (this.#state !== BODY && this.#state !== TUNNEL)) return;
    if (!wellFormed) this.#fail('protocol-error');
    else if (!this.#paused && this.#input.length > 0) this.#awaitsLine = true;
  }

  onBody(chunk: Buffer, end: boolean): void {
    const stream = this.current;
    if (stream === undefined) return;
    if (end) this.#endStream();
    stream.handler.onData(chunk, end);
  }

  onBodyTrailers(trailers: Headers): void {
    const stream = this.current;
    if (stream === undefined) return;
    this.#endStream();
    stream.handler.onTrailers(trailers);
  }

  /**
   * The response is complete. The connection is given back before the handler hears of the end, for the handler may
   * well begin the next request then. What is left of a request that was answered early goes with the connection.
   */
  #endStream(): void {
    const tunnel = this.#state === TUNNEL;
    this.current = undefined;
    this.#paused = false;
    if (this.#keepAlive && this.#requestEnded && this.#input.length === 0) {
      this.#state = IDLE;
      this.#idleSince = this.#context.wheel.now;
      this.#context.wheel.set(this, this.#idleMs);
      this.#regulate();
      this.#owner.onIdle(this);
    } else if (tunnel) {
      this.#state = CLOSED;
      this.#socket.destroySoon();
    } else this.close();
  }

  // ---- The end of the connection.

  #onEnd(): void {
    const stream = this.current;
    const untilClose = this.#state === TUNNEL || (this.#state === BODY && this.#body.endsWithConnection);
    if (stream !== undefined && untilClose) {
      this.#endStream();
      stream.handler.onData(EMPTY, true);
    } else if (this.#state !== CLOSED) this.#terminate();
  }

  #terminate(): void {
    // Servers close after seconds without a request. One that closes a busy connection does it because of the request.
    const stale = this.served > 1 && !this.#responseBegun && this.#restedMs >= STALE_AFTER_MS;
    this.#fail(stale ? 'stale-connection' : 'connection-termination');
  }

  #fail(reason: ResetReason): void {
    const stream = this.current;
    this.close();
    stream?.handler.onReset(reason, '');
  }

  // ---- Deadlines.

  override onDefect(): void {
    this.#fail('local-reset');
  }

  onDeadline(): void {
    const { wheel } = this.#context;
    const idleFor = wheel.now - this.#idleSince;
    if (this.#state === IDLE && idleFor >= this.#idleMs) this.close();
    else wheel.set(this, this.#state === IDLE ? this.#idleMs - idleFor : this.#idleMs);
  }
}

function addressOf(socket: Socket): string {
  const { remoteAddress = '', remotePort } = socket;
  return `${remoteAddress.includes(':') ? `[${remoteAddress}]` : remoteAddress}:${remotePort}`;
}

function ignoreError(): void {
  // 'close' follows every error and does what there is to do.
}
