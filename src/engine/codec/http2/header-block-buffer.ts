import { limits } from '../../limits.ts';
import { ConnectionError } from './connection-error.ts';
import { ErrorCode } from './error-code.ts';

/** Collects a header block that comes in several frames, and no more than it may be. */
export class HeaderBlockBuffer {
  #pieces: Buffer[] = [];
  #bytes = 0;

  /** Begins with the fragment in HEADERS; it is copied. */
  begin(bytes: Buffer, start: number, end: number): void {
    this.#pieces = [];
    this.#bytes = 0;
    this.#keep(bytes, start, end);
  }

  /** Adds the fragment in a CONTINUATION frame; throws where there are too many, or they are too long together. */
  append(bytes: Buffer, start: number, end: number): void {
    this.#keep(bytes, start, end);
    const tooMany = this.#pieces.length > limits.http2Continuations.value + 1;
    if (tooMany || this.#bytes > limits.http2HeaderBlockBytes.value) {
      throw new ConnectionError(ErrorCode.enhanceYourCalm, 'a header block that does not end');
    }
  }

  /** The whole block. */
  take(): Buffer {
    const whole = Buffer.concat(this.#pieces, this.#bytes);
    this.#pieces = [];
    return whole;
  }

  #keep(bytes: Buffer, start: number, end: number): void {
    this.#pieces.push(Buffer.from(bytes.subarray(start, end)));
    this.#bytes += end - start;
  }
}
