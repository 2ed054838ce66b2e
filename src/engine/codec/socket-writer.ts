// The way out of a connection: few, large writes, and word when the peer takes them too slowly.
import type { Socket } from 'node:net';
import { guarded } from '../guard.ts';
import { limits } from '../limits.ts';
import type { CodecIo, Flushable } from './codec-io.ts';

/** Longer pieces go out as they are; shorter ones are joined with what stands before and after them. */
const JOINED_BYTES = 14 * 1024;

/**
 * Writes heads and bodies to a socket. Strings are latin1: libuv writes one of up to 16 KiB at once, without a request
 * object, so a head and a small body leave in one such string. A head without its body waits for it (CodecIo). Back-pressure goes by the callback of the write itself; waiting for 'drain' has hung on Node 24.
 */
export class SocketWriter implements Flushable {
  /** Text that was not written yet. */
  #held = '';
  #blocked = false;
  /** Bytes that waited in the socket after the last write: so many at most now. To ask the socket costs more. */
  #waiting = 0;
  /** Bytes that had left when last looked at, and since when it is so many; -1 while nothing waits. */
  #left = -1;
  #leftAt = 0;
  #socket: Socket;
  readonly #onWritten: () => void;
  readonly #io: CodecIo;

  /** `onWritable` is called once after writes that were answered false. */
  constructor(socket: Socket, io: CodecIo, onWritable: () => void) {
    this.#io = io;
    this.#socket = socket;
    const guardedWritable = guarded('connection that can be written again', () => this.#socket.destroy(), onWritable);
    this.#onWritten = () => {
      if (this.#blocked && this.#socket.writableLength <= limits.pendingWriteBytes.value / 2) {
        this.#blocked = false;
        guardedWritable();
      }
    };
  }

  /** Another socket has taken over the connection; nothing waits in the old one. */
  moveTo(socket: Socket): void {
    this.#socket = socket;
  }

  /** Whether bytes wait that the peer has not taken yet. */
  get waits(): boolean {
    return this.#waiting > 0 && this.#socket.writableLength > 0;
  }

  /** For how long the peer has taken nothing of what waits, as far as calls of this function can tell. */
  stalledFor(now: number): number {
    const { bytesWritten, writableLength } = this.#socket;
    const left = bytesWritten - writableLength;
    if (writableLength === 0) this.#left = -1;
    else if (left !== this.#left) {
      this.#left = left;
      this.#leftAt = now;
    } else return now - this.#leftAt;
    return 0;
  }

  /** Keeps text back to join it with what follows in this read event or tick. */
  hold(text: string): void {
    if (this.#held === '') this.#io.flushLater(this);
    this.#held += text;
  }

  /** Writes text, after what is held. False: stop until onWritable. */
  text(text: string): boolean {
    const joined = this.#held === '' ? text : this.#held + text;
    this.#held = '';
    return joined === '' ? !this.#blocked : this.#write(joined);
  }

  /** Writes bytes between two texts. False: stop until onWritable. */
  bytes(before: string, chunk: Uint8Array, after: string): boolean {
    const prefix = this.#held + before;
    this.#held = '';
    if (chunk.length + prefix.length + after.length <= JOINED_BYTES) return this.#write(prefix + latin1(chunk) + after);
    const buffer = Buffer.isBuffer(chunk) && !this.#io.isBorrowed(chunk) ? chunk : Buffer.from(chunk);
    if (prefix === '' && after === '') return this.#write(buffer);
    const socket = this.#socket;
    socket.cork();
    if (prefix !== '') {
      socket.write(prefix, 'latin1');
      this.#waiting = socket.writableLength;
    }
    if (after === '') this.#write(buffer);
    else {
      socket.write(buffer);
      this.#waiting = socket.writableLength;
      this.#write(after);
    }
    socket.uncork();
    return this.#settle();
  }

  flush(): void {
    if (this.#held !== '') this.text('');
  }

  #write(data: string | Buffer): boolean {
    const socket = this.#socket;
    const slow = this.#waiting + data.length > limits.pendingWriteBytes.value;
    if (typeof data === 'string') {
      if (slow) socket.write(data, 'latin1', this.#onWritten);
      else socket.write(data, 'latin1');
    } else if (slow) socket.write(data, this.#onWritten);
    else socket.write(data);
    return this.#settle();
  }

  #settle(): boolean {
    this.#waiting = this.#socket.writableLength;
    if (this.#waiting > limits.pendingWriteBytes.value) this.#blocked = true;
    return !this.#blocked;
  }
}

function latin1(chunk: Uint8Array): string {
  const buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  return buffer.toString('latin1');
}
