// What the HTTP/1 codecs of one engine share to read and write cheaply, for what one reads the other writes.
import type { OnReadOpts } from 'node:net';
import { FieldNames } from './field-names.ts';

/** Something that holds bytes back. */
export interface Flushable {
  flush(): void;
}

/** Something that takes what is read from a socket. */
export interface Receiver {
  receive(chunk: Buffer): void;
}

/** Large enough to empty a socket's buffer in few calls; there is only one. */
const READ_BYTES = 128 * 1024;

/**
 * One memory to read into, and one end of a read event.
 *
 * Sockets that can be told where to read to (`onread`) all read into the same memory, for what is read is consumed
 * before the next read: no allocation for each read, none for idle connections. Who keeps such bytes copies them.
 *
 * A head waits for the body that comes with the same read of the other side: it leaves when the read event ends, which
 * is as late as the end of the tick, and cheaper.
 */
export class CodecIo {
  readonly names = new FieldNames();
  #memory: Buffer | undefined;
  #depth = 0;
  readonly #waiting: Flushable[] = [];

  /** Whether bytes are gone after the read event unless they are copied. */
  isBorrowed(chunk: Uint8Array): boolean {
    return chunk.buffer === this.#memory?.buffer;
  }

  /** Makes a socket read into the shared memory; the bytes go to whatever is its receiver at the time. */
  readsOf(socket: { receiver: Receiver | undefined }): OnReadOpts {
    this.#memory ??= Buffer.allocUnsafeSlow(READ_BYTES);
    const memory = this.#memory;
    return {
      buffer: memory,
      callback: (length: number) => {
        socket.receiver?.receive(memory.subarray(0, length));
        return true;
      },
    };
  }

  /** A read event begins. */
  enter(): void {
    this.#depth++;
  }

  /** A read event ends; the outermost flushes. */
  leave(): void {
    if (--this.#depth > 0) return;
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    for (let i = 0; i < waiting.length; i++) (waiting[i] as Flushable).flush();
    // One by one, for to set a length costs more.
    while (waiting.length > 0) waiting.pop();
  }

  /** Flushes at the end of the read event, or of the tick where none is under way. */
  flushLater(writer: Flushable): void {
    if (this.#depth > 0) this.#waiting.push(writer);
    else process.nextTick(flush, writer);
  }
}

function flush(writer: Flushable): void {
  writer.flush();
}
