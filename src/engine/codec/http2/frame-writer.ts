// The way out of an HTTP/2 connection: frames are put together in one buffer that leaves at the end of the turn.
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { limits } from '../../limits.ts';
import { DEFAULT_FRAME_BYTES, FRAME_HEADER_BYTES, FrameFlag, FrameType } from './frame-format.ts';
import type { Http2Io, Sender } from './http2-io.ts';

export class FrameWriter implements Sender {
  /** Answers to frames of the peer that may not have left yet. */
  #answers = 0;
  #blocked = false;
  /** Bytes that had left when last looked at, and since when it is so many; -1 while nothing waits. */
  #gone = -1;
  #goneAt = 0;
  readonly #io: Http2Io;
  #socket: Socket;
  readonly #isTls: boolean;
  readonly #onWritable: () => void;
  #buffer: Buffer | undefined = undefined;
  #length = 0;
  /** Given to the socket, which tells when it has done with each. */
  readonly #leaving: Buffer[] = [];
  readonly #onLeft = () => this.#left();

  /** `onWritable` is called once after `takesMore` was false. */
  constructor(socket: Socket, io: Http2Io, onWritable: () => void) {
    this.#socket = socket;
    this.#isTls = socket instanceof TLSSocket;
    this.#io = io;
    this.#onWritable = onWritable;
  }

  /** Another socket has taken over the connection; nothing waits in the old one. */
  moveTo(socket: Socket): void {
    this.#socket = socket;
  }

  /** False: what is written now only waits; stop until onWritable. */
  get takesMore(): boolean {
    return !this.#blocked;
  }

  /** Whether bytes wait that the peer has not taken yet. */
  get waits(): boolean {
    return this.#socket.writableLength > 0;
  }

  /** For how long the peer has taken nothing of what waits, as far as calls of this function can tell. */
  stalledFor(now: number): number {
    const { bytesWritten, writableLength } = this.#socket;
    const left = bytesWritten - writableLength;
    if (writableLength === 0) this.#gone = -1;
    else if (left !== this.#gone) {
      this.#gone = left;
      this.#goneAt = now;
    } else return now - this.#goneAt;
    return 0;
  }

  // ---- Frames (RFC 9113 section 6).

  /** @param payload pairs of identifier and value */
  settings(payload: readonly (readonly [number, number])[]): void {
    this.#header(payload.length * 6, FrameType.settings, 0, 0);
    for (const [id, value] of payload) {
      this.#putUInt16(id);
      this.#putUInt32(value);
    }
  }

  /** False where the peer does not read the answers that it makes us send; so for the other answers. */
  settingsAck(): boolean {
    this.#header(0, FrameType.settings, FrameFlag.ack, 0);
    return this.#countAnswer();
  }

  ping(payload: Buffer): void {
    this.#header(8, FrameType.ping, 0, 0);
    this.#put(payload, 0, 8);
  }

  pingAck(payload: Buffer): boolean {
    this.#header(8, FrameType.ping, FrameFlag.ack, 0);
    this.#put(payload, 0, 8);
    return this.#countAnswer();
  }

  resetStream(stream: number, code: number): boolean {
    this.#header(4, FrameType.resetStream, 0, stream);
    this.#putUInt32(code);
    return this.#countAnswer();
  }

  goaway(lastStream: number, code: number): void {
    this.#header(8, FrameType.goaway, 0, 0);
    this.#putUInt32(lastStream);
    this.#putUInt32(code);
  }

  windowUpdate(stream: number, increment: number): void {
    this.#header(4, FrameType.windowUpdate, 0, stream);
    this.#putUInt32(increment);
  }

  /**
   * HEADERS, with CONTINUATION where the block is longer than a frame; bytes[0, length) is the block. Every peer takes
   * frames of the default size, and longer ones gain nothing.
   */
  headers(stream: number, bytes: Buffer, length: number, end: boolean): void {
    const streamFlag = end ? FrameFlag.endStream : 0;
    for (let at = 0; at === 0 || at < length; at += DEFAULT_FRAME_BYTES) {
      const size = Math.min(length - at, DEFAULT_FRAME_BYTES);
      const isLast = at + size === length;
      const type = at === 0 ? FrameType.headers : FrameType.continuation;
      this.#header(size, type, (at === 0 ? streamFlag : 0) | (isLast ? FrameFlag.endHeaders : 0), stream);
      this.#put(bytes, at, at + size);
    }
  }

  /** One frame with chunk[start, end), which is copied; it is not longer than the peer takes. */
  data(stream: number, chunk: Uint8Array, start: number, end: number, endStream: boolean): void {
    this.#header(end - start, FrameType.data, endStream ? FrameFlag.endStream : 0, stream);
    if (end > start) this.#put(chunk, start, end);
  }

  // ---- The socket.

  send(): void {
    const buffer = this.#buffer;
    if (buffer === undefined || this.#length === 0) return;
    const socket = this.#socket;
    const bytes = this.#length === buffer.length ? buffer : buffer.subarray(0, this.#length);
    this.#buffer = undefined;
    this.#length = 0;
    // Node tells nothing of bytes that left at once, but that nothing waits; then their memory is free again.
    const isSlow = this.#isTls || socket.writableLength + bytes.length > limits.pendingWriteBytes.value;
    if (isSlow) {
      this.#leaving.push(buffer);
      socket.write(bytes, this.#onLeft);
    } else {
      socket.write(bytes);
      if (socket.writableLength === 0) {
        this.#answers = 0;
        this.#io.buffers.release(buffer);
      }
    }
    if (socket.writableLength > limits.pendingWriteBytes.value) this.#blocked = true;
  }

  abort(): void {
    this.#socket.destroy();
  }

  #left(): void {
    const buffer = this.#leaving.shift();
    if (buffer !== undefined) this.#io.buffers.release(buffer);
    const { writableLength } = this.#socket;
    if (writableLength === 0) this.#answers = 0;
    if (!this.#blocked || writableLength > limits.pendingWriteBytes.value / 2) return;
    this.#blocked = false;
    this.#onWritable();
  }

  /** As Envoy's max_outbound_control_frames: answers that pile up because their cause does not read them. */
  #countAnswer(): boolean {
    if (++this.#answers <= limits.http2PendingAnswers.value) return true;
    this.send();
    return this.#answers <= limits.http2PendingAnswers.value;
  }

  // ---- Bytes.

  /** Room for so many bytes in one piece, which is never more than a frame. */
  #reserve(count: number): void {
    if (this.#buffer !== undefined && this.#length + count > this.#buffer.length) this.send();
    if (this.#buffer !== undefined) return;
    this.#buffer = this.#io.buffers.take();
    this.#io.sendLater(this);
  }

  #header(length: number, type: number, flags: number, stream: number): void {
    this.#reserve(FRAME_HEADER_BYTES + length);
    const bytes = this.#buffer as Buffer;
    const at = this.#length;
    bytes[at] = length >>> 16;
    bytes[at + 1] = length >>> 8;
    bytes[at + 2] = length;
    bytes[at + 3] = type;
    bytes[at + 4] = flags;
    this.#length = at + 5;
    this.#putUInt32(stream);
  }

  #put(source: Uint8Array, start: number, end: number): void {
    copyBytes(source, start, end, this.#buffer as Buffer, this.#length);
    this.#length += end - start;
  }

  #putUInt16(value: number): void {
    const bytes = this.#buffer as Buffer;
    bytes[this.#length++] = value >>> 8;
    bytes[this.#length++] = value;
  }

  #putUInt32(value: number): void {
    const bytes = this.#buffer as Buffer;
    bytes[this.#length++] = value >>> 24;
    bytes[this.#length++] = value >>> 16;
    bytes[this.#length++] = value >>> 8;
    bytes[this.#length++] = value;
  }
}

/** Below this a loop is faster than a call of Node. */
const SHORT = 32;

function copyBytes(source: Uint8Array, start: number, end: number, target: Buffer, at: number): void {
  if (end - start > SHORT) target.set(source.subarray(start, end), at);
  else for (let i = start, to = at; i < end; i++, to++) target[to] = source[i] as number;
}
