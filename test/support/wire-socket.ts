import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** A socket whose other end is the test: bytes in by `receive`, bytes out in `output`, and a peer that may not read. */
export class WireSocket extends Duplex {
  output = '';
  bytesWritten = 0;
  writes = 0;
  #waiting: (() => void) | undefined;
  #stalled = false;

  constructor() {
    super({ allowHalfOpen: true, decodeStrings: true });
  }

  /** The type that codecs ask for. */
  get socket(): Socket {
    return this as unknown as Socket;
  }

  receive(text: string | Buffer | null): void {
    this.push(typeof text === 'string' ? Buffer.from(text, 'latin1') : text);
  }

  /** Whatever was written since the last call, after everything that waits for the end of this tick. */
  async sent(): Promise<string> {
    await settled();
    const { output } = this;
    this.output = '';
    return output;
  }

  /** The peer takes nothing from now on. */
  stall(): void {
    this.#stalled = true;
  }

  /** The peer takes what waits, and all that comes. */
  unstall(): void {
    this.#stalled = false;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.();
  }

  setNoDelay(): void {}

  resetAndDestroy(): void {
    this.destroy();
  }

  destroySoon(): void {
    this.end(() => this.destroy());
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, callback: () => void): void {
    this.writes++;
    this.bytesWritten += chunk.length;
    const taken = () => {
      this.output += chunk.toString('latin1');
      callback();
    };
    if (this.#stalled) this.#waiting = taken;
    else taken();
  }
}

/** Resolves when all that was to happen in this tick has happened. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
