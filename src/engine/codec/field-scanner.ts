// The one place that reads field lines: heads of requests and responses, and trailers.
import { COLON, CR, DELETE, LF, SPACE, TAB, TOKEN_LOWER } from './characters.ts';
import { FieldNames, hashByte } from './field-names.ts';

/** The bytes so far are well-formed, but the end is not among them. */
export const INCOMPLETE = -1;
/** The bytes can never become well-formed. */
export const MALFORMED = -2;

export interface FieldLimits {
  /** Sum of the lengths of names and values. */
  readonly bytes: number;
  readonly fields: number;
}

/**
 * Scans field lines up to and with the empty line that ends them, and remembers where they are. It makes no strings,
 * turns names to lower case in place, and repairs nothing: no folded lines, bare CR or LF, spaces before a colon or
 * control characters (RFC 9112 sections 2.2, 5.1, 5.2). One scanner serves all connections of a codec, for a scan
 * that was INCOMPLETE starts afresh when more bytes are there.
 */
export class FieldScanner {
  readonly names: FieldNames;
  count = 0;
  /** Sum of the lengths of names and values. */
  bytes = 0;
  /** MALFORMED because of a limit and not by syntax. */
  tooLarge = false;
  tooMany = false;
  readonly #limits: FieldLimits;
  readonly #ids: Int16Array;
  /** Start and end of name, start and end of value, for each field. */
  readonly #offsets: Int32Array;

  constructor(limits: FieldLimits, names = new FieldNames()) {
    this.names = names;
    this.#limits = limits;
    this.#ids = new Int16Array(limits.fields);
    this.#offsets = new Int32Array(limits.fields * 4);
  }

  /** Scans from `start`; returns the offset after the empty line, INCOMPLETE or MALFORMED. */
  scan(bytes: Uint8Array, start: number, end: number): number {
    this.count = 0;
    this.bytes = 0;
    this.tooLarge = false;
    this.tooMany = false;
    // Locals, because a bundle turns constants of a module into variables that are loaded again for every byte.
    const token = TOKEN_LOWER;
    const ids = this.#ids;
    const offsets = this.#offsets;
    const limits = this.#limits;
    let at = start;
    for (;;) {
      const nameStart = at;
      let hash = 0;
      let code = 0;
      while (at < end) {
        code = token[bytes[at] as number] as number;
        if (code === 0) break;
        bytes[at++] = code;
        hash = hashByte(hash, code);
      }
      if (at >= end) return this.#unfinished(end - nameStart);
      const nameEnd = at;
      if (bytes[at] !== COLON || nameEnd === nameStart) {
        if (bytes[at] !== CR || nameEnd !== nameStart) return MALFORMED;
        if (at + 1 >= end) return INCOMPLETE;
        return bytes[at + 1] === LF ? at + 2 : MALFORMED;
      }
      at++;
      while (at < end && (bytes[at] === SPACE || bytes[at] === TAB)) at++;
      let valueStart = at;
      // Tab, space, visible characters and obs-text (RFC 9110 section 5.5): compared, which is cheaper than a table.
      for (; at < end; at++) {
        code = bytes[at] as number;
        if (code < SPACE ? code !== TAB : code === DELETE) break;
      }
      if (at + 1 >= end) return at < end && bytes[at] !== CR ? MALFORMED : this.#unfinished(end - nameStart);
      if (bytes[at] !== CR || bytes[at + 1] !== LF) return MALFORMED;
      let valueEnd = at;
      while (valueEnd > valueStart && (bytes[valueEnd - 1] === SPACE || bytes[valueEnd - 1] === TAB)) valueEnd--;
      if (valueEnd === valueStart) valueStart = valueEnd = at;
      at += 2;
      const { count } = this;
      if (count >= limits.fields) {
        this.tooMany = true;
        return MALFORMED;
      }
      ids[count] = this.names.find(bytes, nameStart, nameEnd, hash);
      const offset = count << 2;
      offsets[offset] = nameStart;
      offsets[offset + 1] = nameEnd;
      offsets[offset + 2] = valueStart;
      offsets[offset + 3] = valueEnd;
      this.count = count + 1;
      this.bytes += nameEnd - nameStart + valueEnd - valueStart;
      if (this.bytes > limits.bytes) {
        this.tooLarge = true;
        return MALFORMED;
      }
    }
  }

  id(index: number): number {
    return this.#ids[index] as number;
  }

  nameStart(index: number): number {
    return this.#offsets[index << 2] as number;
  }

  nameEnd(index: number): number {
    return this.#offsets[(index << 2) + 1] as number;
  }

  /** The name of a field in lower case. `text` is the latin1 string of the bytes from offset `base` on. */
  name(index: number, text: string, base: number): string {
    const id = this.#ids[index] as number;
    if (id >= 0) return this.names.name(id);
    return text.slice(this.nameStart(index) - base, this.nameEnd(index) - base);
  }

  value(index: number, text: string, base: number): string {
    const offset = index << 2;
    return text.slice((this.#offsets[offset + 2] as number) - base, (this.#offsets[offset + 3] as number) - base);
  }

  /**
   * Whether a name reads as `content-length` or `transfer-encoding` to software that ignores what is not a letter
   * (`Transfer_Encoding`): smuggling by look-alike, as servers that map names to CGI variables do.
   */
  looksLikeFraming(index: number, bytes: Uint8Array): boolean {
    const start = this.nameStart(index);
    const end = this.nameEnd(index);
    if (end - start < CONTENT_LENGTH_LETTERS.length || this.id(index) >= 0) return false;
    return (
      sameLetters(bytes, start, end, CONTENT_LENGTH_LETTERS) ||
      sameLetters(bytes, start, end, TRANSFER_ENCODING_LETTERS)
    );
  }

  #unfinished(lineBytes: number): number {
    if (this.bytes + lineBytes <= this.#limits.bytes) return INCOMPLETE;
    this.tooLarge = true;
    return MALFORMED;
  }
}

const CONTENT_LENGTH_LETTERS = 'contentlength';
const TRANSFER_ENCODING_LETTERS = 'transferencoding';

function sameLetters(bytes: Uint8Array, start: number, end: number, letters: string): boolean {
  let matched = 0;
  for (let at = start; at < end; at++) {
    const code = bytes[at] as number;
    if (code < 0x61 || code > 0x7a) continue;
    if (code !== letters.charCodeAt(matched++)) return false;
  }
  return matched === letters.length;
}
