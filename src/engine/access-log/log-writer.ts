import { closeSync, openSync, write, writeSync } from 'node:fs';

const BATCH_BYTES = 64 * 1024;
const BATCH_MS = 1000;
const STANDARD_OUTPUT = 1;
/** Batches that come faster than the disk takes them are dropped beyond this, rather than the memory filled. */
const MOST_WAITING = 256;

/**
 * Appends lines to one file in batches of 64 KB or a second. Lines hold bytes, one a character, and become bytes at
 * once: the many small strings of a line that is kept until its batch is full would survive collections.
 */
export class LogWriter {
  readonly #fd: number;
  #batch: Buffer | undefined;
  #length = 0;
  /** Full, and waiting for the one that is being written. */
  readonly #waiting: Buffer[] = [];
  #spare: Buffer | undefined;
  #writing = false;
  #closed = false;
  #timer: NodeJS.Timeout | undefined;

  /**
   * Opens the file.
   * @param path a file, or `-` for standard output
   * @throws Error where it cannot be opened, as Envoy refuses such a config
   */
  constructor(path: string) {
    this.#fd = open(path);
  }

  /** @param line with its line end */
  write(line: string): void {
    if (this.#closed) return;
    if (line.length > BATCH_BYTES - this.#length) this.#flush();
    if (line.length > BATCH_BYTES) this.#queue(Buffer.from(line, 'latin1'));
    else {
      this.#batch ??= this.#newBatch();
      this.#length += this.#batch.write(line, this.#length, 'latin1');
      this.#timer ??= setTimeout(() => this.#flush(), BATCH_MS).unref();
    }
  }

  /** Writes what waits and closes the file. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    try {
      for (const bytes of this.#waiting.splice(0)) writeSync(this.#fd, bytes);
      if (this.#batch !== undefined) writeSync(this.#fd, this.#batch, 0, this.#length);
    } catch {
      // A full disk or a closed pipe: nobody is left to tell, and the proxy goes on without.
    }
    this.#batch = undefined;
    this.#length = 0;
    if (this.#fd !== STANDARD_OUTPUT) closeSync(this.#fd);
  }

  #newBatch(): Buffer {
    const batch = this.#spare ?? Buffer.allocUnsafeSlow(BATCH_BYTES);
    this.#spare = undefined;
    return batch;
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#batch === undefined) return;
    const bytes = this.#batch.subarray(0, this.#length);
    this.#batch = undefined;
    this.#length = 0;
    this.#queue(bytes);
  }

  #queue(bytes: Buffer): void {
    if (!this.#writing) this.#writeAll(bytes, 0);
    else if (this.#waiting.length < MOST_WAITING) this.#waiting.push(bytes);
  }

  #writeAll(bytes: Buffer, at: number): void {
    this.#writing = true;
    write(this.#fd, bytes, at, bytes.length - at, null, (error, written) => {
      if (this.#closed) return;
      // An error loses this batch: the log must not take the proxy with it.
      if (error === null && at + written < bytes.length) return this.#writeAll(bytes, at + written);
      this.#writing = false;
      if (bytes.buffer.byteLength === BATCH_BYTES) this.#spare = Buffer.from(bytes.buffer);
      const next = this.#waiting.shift();
      if (next !== undefined) this.#writeAll(next, 0);
    });
  }
}

function open(path: string): number {
  if (path === '-' || path === '/dev/stdout') return STANDARD_OUTPUT;
  try {
    return openSync(path, 'a', 0o600);
  } catch (error) {
    throw new Error(`the access log cannot be opened: ${error instanceof Error ? error.message : String(error)}`);
  }
}
