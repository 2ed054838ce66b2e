import { randomFillSync } from 'node:crypto';

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const IDS_A_FILL = 256;
const ID_BYTES = 16;

/** Makes version 4 UUIDs (RFC 9562 section 5.4). Random bytes are drawn for many at once: a call costs more than 16 bytes. */
export class RequestIds {
  readonly #bytes = new Uint8Array(IDS_A_FILL * ID_BYTES);
  #at = this.#bytes.length;

  next(): string {
    if (this.#at === this.#bytes.length) {
      randomFillSync(this.#bytes);
      this.#at = 0;
    }
    const b = this.#bytes;
    const i = this.#at;
    this.#at = i + ID_BYTES;
    b[i + 6] = ((b[i + 6] as number) & 0x0f) | 0x40;
    b[i + 8] = ((b[i + 8] as number) & 0x3f) | 0x80;
    return (
      hex(b, i) +
      hex(b, i + 1) +
      hex(b, i + 2) +
      hex(b, i + 3) +
      '-' +
      hex(b, i + 4) +
      hex(b, i + 5) +
      '-' +
      hex(b, i + 6) +
      hex(b, i + 7) +
      '-' +
      hex(b, i + 8) +
      hex(b, i + 9) +
      '-' +
      hex(b, i + 10) +
      hex(b, i + 11) +
      hex(b, i + 12) +
      hex(b, i + 13) +
      hex(b, i + 14) +
      hex(b, i + 15)
    );
  }
}

function hex(bytes: Uint8Array, at: number): string {
  return HEX[bytes[at] as number] as string;
}
