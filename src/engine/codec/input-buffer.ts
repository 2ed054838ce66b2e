/**
 * What arrived on a connection and is not consumed yet: nearly always nothing or the last chunk itself. Bytes that
 * were handed out are never written over, so slices of them may still be on their way to another socket.
 */
export class InputBuffer {
  bytes: Buffer = EMPTY;
  /** The unread bytes are bytes[at, end). */
  at = 0;
  end = 0;
  /** `bytes` was allocated here and has room behind `end`. */
  #growable = false;

  get length(): number {
    return this.end - this.at;
  }

  append(chunk: Buffer): void {
    if (this.at === this.end) {
      this.bytes = chunk;
      this.at = 0;
      this.end = chunk.length;
      this.#growable = false;
      return;
    }
    if (!this.#growable || this.bytes.length - this.end < chunk.length) this.#grow(chunk.length);
    chunk.copy(this.bytes, this.end);
    this.end += chunk.length;
  }

  /** Copies what is unread: it is in memory that others read into next. */
  keep(): void {
    if (this.at !== this.end) this.#grow(0);
  }

  /** Lets the memory go where all of it is consumed, or where `discard` says that nobody wants the rest. */
  release(discard = false): void {
    if (this.at !== this.end && !discard) return;
    this.bytes = EMPTY;
    this.at = 0;
    this.end = 0;
    this.#growable = false;
  }

  #grow(more: number): void {
    const { length } = this;
    const larger = Buffer.allocUnsafeSlow(Math.max(2 * (length + more), 1024));
    this.bytes.copy(larger, 0, this.at, this.end);
    this.bytes = larger;
    this.at = 0;
    this.end = length;
    this.#growable = true;
  }
}

const EMPTY: Buffer = Buffer.alloc(0);
