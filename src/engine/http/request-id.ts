import { randomFillSync } from 'node:crypto';

const ID_BYTES = 16;
const ID_LENGTH = 36;
const IDS_A_FILL = 256;
const HEX = Buffer.from('0123456789abcdef', 'latin1');
const DASH = 0x2d;

/**
 * Makes version 4 UUIDs (RFC 9562 section 5.4). They are made many at once and cut from one text: drawing random bytes
 * and making a string both cost more a call than a byte.
 */
export class RequestIds {
  readonly #random = new Uint8Array(IDS_A_FILL * ID_BYTES);
  readonly #text = Buffer.alloc(IDS_A_FILL * ID_LENGTH);
  #ids = '';
  #at = 0;

  next(): string {
    if (this.#at === this.#ids.length) this.#fill();
    const start = this.#at;
    this.#at = start + ID_LENGTH;
    return this.#ids.slice(start, this.#at);
  }

  #fill(): void {
    randomFillSync(this.#random);
    for (let id = 0; id < IDS_A_FILL; id++) this.#write(id * ID_BYTES, id * ID_LENGTH);
    this.#ids = this.#text.toString('latin1');
    this.#at = 0;
  }

  #write(from: number, to: number): void {
    const random = this.#random;
    const text = this.#text;
    random[from + 6] = ((random[from + 6] as number) & 0x0f) | 0x40;
    random[from + 8] = ((random[from + 8] as number) & 0x3f) | 0x80;
    let at = to;
    for (let i = 0; i < ID_BYTES; i++) {
      const byte = random[from + i] as number;
      if (i === 4 || i === 6 || i === 8 || i === 10) text[at++] = DASH;
      text[at++] = HEX[byte >> 4] as number;
      text[at++] = HEX[byte & 15] as number;
    }
  }
}
