/** Room for several frames, and for the window that most peers start with. */
const OUTPUT_BYTES = 64 * 1024;

/** Buffers that wait to be used again; more are left to the garbage collector. */
const KEPT = 32;

/** Buffers that connections write into: only those have one that have something to say. */
export class OutputBuffers {
  readonly #free: Buffer[] = [];

  take(): Buffer {
    return this.#free.pop() ?? Buffer.allocUnsafeSlow(OUTPUT_BYTES);
  }

  /** Gives a buffer back whose bytes have left. */
  release(buffer: Buffer): void {
    if (this.#free.length < KEPT) this.#free.push(buffer);
  }
}
