import { closeSync, openSync, write, writeSync } from 'node:fs';

const BATCH_BYTES = 64 * 1024;
const BATCH_MS = 1000;
/** Lines that come faster than the disk takes them are dropped beyond this, rather than the memory filled. */
const MOST_WAITING_BYTES = 16 * 1024 * 1024;

/** Appends lines to one file in batches of 64 KB or a second. Lines hold bytes, one a character. */
export class LogWriter {
  readonly #path: string;
  #fd: number | undefined;
  #text = '';
  #writing = false;
  #timer: NodeJS.Timeout | undefined;

  /** @param path a file, or `-` for standard output */
  constructor(path: string) {
    this.#path = path;
  }

  /** @param line with its line end */
  write(line: string): void {
    if (this.#text.length > MOST_WAITING_BYTES) return;
    this.#text += line;
    if (this.#text.length >= BATCH_BYTES) this.#flush();
    else this.#timer ??= setTimeout(() => this.#flush(), BATCH_MS).unref();
  }

  /** Writes what waits and closes the file. */
  close(): void {
    clearTimeout(this.#timer);
    try {
      if (this.#text !== '') writeSync(this.#open(), Buffer.from(this.#text, 'latin1'));
    } catch {
      // A full disk or a closed pipe: nobody is left to tell, and the proxy goes on without.
    }
    this.#text = '';
    if (this.#fd !== undefined && this.#fd !== 1) closeSync(this.#fd);
    this.#fd = undefined;
  }

  #open(): number {
    this.#fd ??= isStandardOutput(this.#path) ? 1 : openSync(this.#path, 'a', 0o600);
    return this.#fd;
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#writing || this.#text === '') return;
    const bytes = Buffer.from(this.#text, 'latin1');
    this.#text = '';
    this.#writing = true;
    this.#writeAll(bytes, 0);
  }

  #writeAll(bytes: Buffer, at: number): void {
    write(this.#open(), bytes, at, bytes.length - at, null, (error, written) => {
      // An error loses this batch: the log must not take the proxy with it.
      if (error === null && at + written < bytes.length) return this.#writeAll(bytes, at + written);
      this.#writing = false;
      if (this.#text.length >= BATCH_BYTES) this.#flush();
      else if (this.#text !== '') this.#timer ??= setTimeout(() => this.#flush(), BATCH_MS).unref();
    });
  }
}

function isStandardOutput(path: string): boolean {
  return path === '-' || path === '/dev/stdout';
}
