// The way out of a connection: few, large writes, and word when the peer takes them too slowly.
import type { Socket } from 'node:net';
import { limits } from '../limits.ts';

/** Longer pieces go out as they are; shorter ones are joined with what stands before and after them. */
const JOINED_BYTES = 14 * 1024;

/**
 * Writes heads and bodies to a socket. Strings are latin1: libuv writes one of up to 16 KiB at once, without a request
 * object, so a head and a small body leave in one such string. A head without its body waits for it until the end of
 * the tick. Back-pressure goes by the callback of the write itself; waiting for 'drain' has hung on Node 24.
 */
export class SocketWriter {
  /** Text that was not written yet. */
  #held = '';
  #flushing = false;
  #blocked = false;
  /** Bytes that had left when last looked at, and since when it is so many; -1 while nothing waits. */
  #left = -1;
  #leftAt = 0;
  readonly #socket: Socket;
  readonly #onWritable: () => void;
  readonly #onWritten: () => void;
  readonly #flushHeld: () => void;

  /** `onWritable` is called once after writes that were answered false. */
  constructor(socket: Socket, onWritable: () => void) {
    this.#socket = socket;
    this.#onWritable = onWritable;
    this.#onWritten = () => {
      if (this.#blocked && this.#socket.writableLength <= limits.pendingWriteBytes.value / 2) {
        this.#blocked = false;
        this.#onWritable();
      }
    };
    this.#flushHeld = () => {
      this.#flushing = false;
      this.flush();
    };
  }

  /** Whether bytes wait that the peer has not taken yet. */
  get waits(): boolean {
    return this.#socket.writableLength > 0;
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

  /** Keeps text back to join it with what follows in this tick. */
  hold(text: string): void {
    this.#held += text;
    if (this.#flushing) return;
    this.#flushing = true;
    process.nextTick(this.#flushHeld);
  }

  /** Writes text, after what is held. False: stop until onWritable. */
  text(text: string): boolean {
    const joined = this.#held === '' ? text : this.#held + text;
    this.#held = '';
    return joined === '' ? !this.#blocked : this.#write(joined);
  }

  /** Writes bytes between two texts. False: stop until onWritable. */
  bytes(before: string, chunk: Uint8Array, after: string): boolean {
    const buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const prefix = this.#held + before;
    this.#held = '';
    if (buffer.length + prefix.length + after.length <= JOINED_BYTES) {
      return this.#write(prefix + buffer.toString('latin1') + after);
    }
    if (prefix === '' && after === '') return this.#write(buffer);
    const socket = this.#socket;
    socket.cork();
    if (prefix !== '') socket.write(prefix, 'latin1');
    if (after === '') this.#write(buffer);
    else {
      socket.write(buffer);
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
    const slow = socket.writableLength + data.length > limits.pendingWriteBytes.value;
    if (typeof data === 'string') {
      if (slow) socket.write(data, 'latin1', this.#onWritten);
      else socket.write(data, 'latin1');
    } else if (slow) socket.write(data, this.#onWritten);
    else socket.write(data);
    return this.#settle();
  }

  #settle(): boolean {
    if (this.#socket.writableLength > limits.pendingWriteBytes.value) this.#blocked = true;
    return !this.#blocked;
  }
}
