// Takes a connection's bytes apart into frames (RFC 9113 sections 4 and 6): whatever a frame by itself can be wrong in
// is found here.
//
// Situations:
//   preface   the client's first bytes, on the side of the server
//   header    in the nine bytes before a payload
//   data      in a DATA frame: its bytes are handed on as they come
//   payload   in any other frame: its bytes are collected, unless they come at once
import { ConnectionError } from './connection-error.ts';
import { ErrorCode } from './error-code.ts';
import { CLIENT_PREFACE, DEFAULT_FRAME_BYTES, FRAME_HEADER_BYTES, FrameFlag, FrameType } from './frame-format.ts';
import type { FrameSink } from './frame-sink.ts';
import { HeaderBlockBuffer } from './header-block-buffer.ts';

const PREFACE = 0;
const HEADER = 1;
const PAYLOAD = 2;
const DATA = 3;

const NO_BYTES = Buffer.alloc(0);
const PREFACE_BYTES = Buffer.from(CLIENT_PREFACE, 'latin1');
const PRIORITY_BYTES = 5;

export class FrameReader {
  /** Header blocks so far. */
  blocks = 0;
  readonly #sink: FrameSink;
  readonly #block: HeaderBlockBuffer;
  #state: number;
  /** The preface has been read so far, or the start of a frame's header or payload is kept. */
  #held: Buffer = NO_BYTES;
  #heldBytes = 0;
  /** SETTINGS come first (RFC 9113 section 3.4). */
  #isFirst = true;
  #stopped = false;

  // The current frame.
  #length = 0;
  #type = 0;
  #flags = 0;
  #stream = 0;
  /** Of a DATA frame: what is left of the content, and of the padding behind it; -1 before its length was read. */
  #content = 0;
  #padding = 0;
  /** The stream whose header block is not complete; 0 for none. */
  #blockStream = 0;
  #blockEndsStream = false;

  /** @param isServer whether the peer begins with the client's preface */
  constructor(sink: FrameSink, isServer: boolean) {
    this.#sink = sink;
    this.#block = new HeaderBlockBuffer();
    this.#state = isServer ? PREFACE : HEADER;
  }

  /** Whether a header block has begun and is not complete. */
  get isInHead(): boolean {
    return this.#blockStream !== 0 || (this.#state === PAYLOAD && this.#type === FrameType.headers);
  }

  /** Reads nothing any more; may be called from inside a callback. */
  stop(): void {
    this.#stopped = true;
  }

  /** Reads on; throws a ConnectionError at what breaks the connection. */
  read(chunk: Buffer): void {
    let at = 0;
    while (!this.#stopped && at < chunk.length) {
      switch (this.#state) {
        case HEADER:
          at = this.#readHeader(chunk, at);
          break;
        case DATA:
          at = this.#readData(chunk, at);
          break;
        case PAYLOAD:
          at = this.#readPayload(chunk, at);
          break;
        default:
          at = this.#readPreface(chunk, at);
      }
    }
  }

  #readPreface(chunk: Buffer, at: number): number {
    const end = Math.min(chunk.length, at + PREFACE_BYTES.length - this.#heldBytes);
    for (let i = at; i < end; i++) {
      if (chunk[i] !== PREFACE_BYTES[this.#heldBytes++])
        throw new ConnectionError(ErrorCode.protocolError, 'no preface');
    }
    if (this.#heldBytes === PREFACE_BYTES.length) this.#expectHeader();
    return end;
  }

  #expectHeader(): void {
    this.#state = HEADER;
    this.#heldBytes = 0;
    this.#held = NO_BYTES;
  }

  #readHeader(chunk: Buffer, at: number): number {
    if (this.#heldBytes === 0 && chunk.length - at >= FRAME_HEADER_BYTES) {
      this.#beginFrame(chunk, at);
      return at + FRAME_HEADER_BYTES;
    }
    if (this.#heldBytes === 0) this.#held = Buffer.allocUnsafe(FRAME_HEADER_BYTES);
    const end = Math.min(chunk.length, at + FRAME_HEADER_BYTES - this.#heldBytes);
    this.#heldBytes += chunk.copy(this.#held, this.#heldBytes, at, end);
    if (this.#heldBytes === FRAME_HEADER_BYTES) {
      const header = this.#held;
      this.#expectHeader();
      this.#beginFrame(header, 0);
    }
    return end;
  }

  #beginFrame(bytes: Buffer, at: number): void {
    const length = ((bytes[at] as number) << 16) | ((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number);
    const type = bytes[at + 3] as number;
    this.#length = length;
    this.#type = type;
    this.#flags = bytes[at + 4] as number;
    this.#stream = bytes.readUInt32BE(at + 5) & 0x7fffffff;
    if (this.#isFirst && (type !== FrameType.settings || this.#has(FrameFlag.ack))) {
      throw new ConnectionError(ErrorCode.protocolError, 'the first frame is not SETTINGS');
    }
    this.#isFirst = false;
    if (length > DEFAULT_FRAME_BYTES) throw sizeError('a frame that is too long');
    if (this.#blockStream !== 0 && (type !== FrameType.continuation || this.#stream !== this.#blockStream)) {
      throw new ConnectionError(ErrorCode.protocolError, 'another frame amid a header block');
    }
    if (type === FrameType.data) this.#beginData();
    else if (length === 0) this.#endFrame(NO_BYTES, 0);
    else this.#state = PAYLOAD;
  }

  #has(flag: number): boolean {
    return (this.#flags & flag) !== 0;
  }

  // ---- DATA.

  #beginData(): void {
    if (this.#stream === 0) throw streamNumberError('DATA');
    const padded = this.#has(FrameFlag.padded);
    if (padded && this.#length === 0) throw sizeError('DATA without its padding');
    this.#content = this.#length;
    this.#padding = padded ? -1 : 0;
    this.#state = DATA;
    this.#sink.onDataFrame(this.#stream, this.#length, this.#has(FrameFlag.endStream));
    if (this.#length === 0) this.#passData(NO_BYTES, 0, 0);
  }

  #readData(chunk: Buffer, start: number): number {
    let at = start;
    if (this.#padding < 0) {
      const padding = chunk[at++] as number;
      this.#padding = padding;
      this.#content -= 1 + padding;
      if (this.#content < 0) throw new ConnectionError(ErrorCode.protocolError, 'padding longer than its frame');
      if (this.#content === 0) this.#passData(NO_BYTES, 0, 0);
    }
    if (this.#content > 0) {
      const end = Math.min(chunk.length, at + this.#content);
      if (end > at) {
        this.#content -= end - at;
        this.#passData(chunk, at, end);
      }
      at = end;
    }
    if (this.#content > 0 || this.#state !== DATA) return at;
    const skipped = Math.min(this.#padding, chunk.length - at);
    this.#padding -= skipped;
    if (this.#padding === 0) this.#expectHeader();
    return at + skipped;
  }

  #passData(bytes: Buffer, start: number, end: number): void {
    const last = this.#content === 0;
    if (last && this.#padding === 0) this.#expectHeader();
    this.#sink.onData(bytes, start, end, last);
  }

  // ---- Other frames.

  #readPayload(chunk: Buffer, at: number): number {
    const length = this.#length;
    if (this.#heldBytes === 0 && chunk.length - at >= length) {
      this.#state = HEADER;
      this.#endFrame(chunk, at);
      return at + length;
    }
    if (this.#heldBytes === 0) this.#held = Buffer.allocUnsafe(length);
    const end = Math.min(chunk.length, at + length - this.#heldBytes);
    this.#heldBytes += chunk.copy(this.#held, this.#heldBytes, at, end);
    if (this.#heldBytes === length) {
      const payload = this.#held;
      this.#expectHeader();
      this.#endFrame(payload, 0);
    }
    return end;
  }

  /** The frame's payload is bytes[at, at + length). */
  #endFrame(bytes: Buffer, at: number): void {
    switch (this.#type) {
      case FrameType.headers:
        this.#endHeaders(bytes, at);
        break;
      case FrameType.continuation:
        this.#endContinuation(bytes, at);
        break;
      case FrameType.priority:
        this.#endPriority(bytes, at);
        break;
      case FrameType.resetStream:
        this.#expect('RST_STREAM', 4, true);
        this.#sink.onResetStream(this.#stream, bytes.readUInt32BE(at));
        break;
      case FrameType.settings:
        this.#endSettings(bytes, at);
        break;
      case FrameType.ping:
        this.#expect('PING', 8, false);
        this.#sink.onPing(bytes.subarray(at, at + 8), this.#has(FrameFlag.ack));
        break;
      case FrameType.goaway:
        if (this.#stream !== 0) throw streamNumberError('GOAWAY');
        if (this.#length < 8) throw sizeError('GOAWAY');
        this.#sink.onGoaway(bytes.readUInt32BE(at) & 0x7fffffff, bytes.readUInt32BE(at + 4));
        break;
      case FrameType.windowUpdate:
        if (this.#length !== 4) throw sizeError('WINDOW_UPDATE');
        this.#sink.onWindowUpdate(this.#stream, bytes.readUInt32BE(at) & 0x7fffffff);
        break;
      case FrameType.pushPromise:
        // Clients must not, and servers were told not to (RFC 9113 section 8.4).
        throw new ConnectionError(ErrorCode.protocolError, 'PUSH_PROMISE');
      default:
        this.#sink.onUnknownFrame();
    }
  }

  #expect(name: string, length: number, onStream: boolean): void {
    if ((this.#stream !== 0) !== onStream) throw streamNumberError(name);
    if (this.#length !== length) throw sizeError(name);
  }

  #endSettings(bytes: Buffer, at: number): void {
    if (this.#stream !== 0) throw streamNumberError('SETTINGS');
    if (this.#has(FrameFlag.ack)) {
      if (this.#length !== 0) throw sizeError('SETTINGS');
      this.#sink.onSettingsAck();
    } else {
      if (this.#length % 6 !== 0) throw sizeError('SETTINGS');
      this.#sink.onSettings(bytes.subarray(at, at + this.#length));
    }
  }

  #endPriority(bytes: Buffer, at: number): void {
    if (this.#stream === 0) throw streamNumberError('PRIORITY');
    if (this.#length !== PRIORITY_BYTES) throw sizeError('PRIORITY');
    this.#refuseOwnDependency(bytes, at);
    this.#sink.onPriority(this.#stream);
  }

  /** RFC 9113 section 5.3.1 ignores priorities; only what RFC 7540 calls an error is one still. */
  #refuseOwnDependency(bytes: Buffer, at: number): void {
    if ((bytes.readUInt32BE(at) & 0x7fffffff) === this.#stream) {
      throw new ConnectionError(ErrorCode.protocolError, 'a stream that depends on itself');
    }
  }

  #endHeaders(bytes: Buffer, start: number): void {
    if (this.#stream === 0) throw streamNumberError('HEADERS');
    let at = start;
    let end = start + this.#length;
    if (this.#has(FrameFlag.padded)) {
      if (this.#length === 0) throw sizeError('HEADERS without its padding');
      end -= bytes[at++] as number;
    }
    if (this.#has(FrameFlag.priority)) {
      if (end - at < PRIORITY_BYTES) throw sizeError('HEADERS without its priority');
      this.#refuseOwnDependency(bytes, at);
      at += PRIORITY_BYTES;
    }
    if (end < at) throw new ConnectionError(ErrorCode.protocolError, 'padding longer than its frame');
    this.#blockEndsStream = this.#has(FrameFlag.endStream);
    if (this.#has(FrameFlag.endHeaders)) this.#endBlock(bytes, at, end);
    else {
      this.#blockStream = this.#stream;
      this.#block.begin(bytes, at, end);
    }
  }

  #endContinuation(bytes: Buffer, at: number): void {
    if (this.#blockStream === 0) throw new ConnectionError(ErrorCode.protocolError, 'CONTINUATION of nothing');
    this.#block.append(bytes, at, at + this.#length);
    if (!this.#has(FrameFlag.endHeaders)) return;
    this.#blockStream = 0;
    const whole = this.#block.take();
    this.#endBlock(whole, 0, whole.length);
  }

  #endBlock(bytes: Buffer, start: number, end: number): void {
    this.blocks++;
    this.#sink.onHeaderBlock(this.#stream, this.#blockEndsStream, bytes, start, end);
  }
}

function sizeError(what: string): ConnectionError {
  return new ConnectionError(ErrorCode.frameSizeError, `frame size: ${what}`);
}

function streamNumberError(frame: string): ConnectionError {
  return new ConnectionError(ErrorCode.protocolError, `${frame} on a stream that it is not for`);
}
