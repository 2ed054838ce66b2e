// HPACK, the reading side (RFC 7541).
import { ConnectionError } from '../connection-error.ts';
import { ErrorCode } from '../error-code.ts';
import { DynamicTable } from './dynamic-table.ts';
import { HpackField } from './hpack-field.ts';
import type { HuffmanDecoder } from './huffman-decoder.ts';
import { LAST_STATIC_INDEX, STATIC_FIELDS } from './static-table.ts';

/** SETTINGS_HEADER_TABLE_SIZE where nothing else was said; we say nothing else. */
export const HEADER_TABLE_BYTES = 4096;

/** Lengths and indexes beyond this are nonsense, whatever else they are (RFC 7541 section 5.1). */
const MAX_INTEGER = 2 ** 24;

/** A list that is so many times as large as it may be is none that anybody wants answered. */
const BOMB_FACTOR = 8;

const INDEXED = 0x80;
const INCREMENTAL = 0x40;
const SIZE_UPDATE = 0x20;
const HUFFMAN = 0x80;

export interface FieldListLimits {
  /** Sum of the lengths of names and values. */
  readonly bytes: number;
  readonly fields: number;
}

/**
 * Decodes the header blocks of one direction of a connection; each must be decoded, in order, for it changes the table.
 * A list that is longer than the limits is decoded to its end and only counted from there on; few bytes on the wire that
 * stand for very many end the connection, so that they cost neither memory nor time.
 */
export class HpackDecoder {
  /** Of the last block; not all of them where it exceeds the limits. */
  fields: HpackField[] = [];
  /** Sum of the lengths of names and values of the last block. */
  bytes = 0;
  /** How many fields the last block had. */
  count = 0;
  readonly #huffman: HuffmanDecoder;
  readonly #limits: FieldListLimits;
  readonly #table = new DynamicTable(HEADER_TABLE_BYTES);
  #block: Buffer = NO_BYTES;
  #at = 0;
  #end = 0;

  constructor(huffman: HuffmanDecoder, limits: FieldListLimits) {
    this.#huffman = huffman;
    this.#limits = limits;
  }

  /** Whether the last block exceeds the limits. */
  get isTooLarge(): boolean {
    return this.bytes > this.#limits.bytes || this.count > this.#limits.fields;
  }

  /** Size of the dynamic table, as RFC 7541 section 4.1 counts. */
  get tableBytes(): number {
    return this.#table.size;
  }

  /** Decodes block[start, end) into `fields`; throws a ConnectionError where it is not a header block. */
  decode(block: Buffer, start: number, end: number): void {
    this.fields = [];
    this.bytes = 0;
    this.count = 0;
    this.#block = block;
    this.#at = start;
    this.#end = end;
    // A size update is allowed only before the first field (RFC 7541 section 4.2).
    while (this.#at < end && ((block[this.#at] as number) & 0xe0) === SIZE_UPDATE) this.#resize();
    while (this.#at < end) this.#readField(block[this.#at] as number);
    this.#block = NO_BYTES;
  }

  #readField(first: number): void {
    if ((first & INDEXED) !== 0) this.#add(this.#fieldAt(this.#readInteger(0x7f)));
    else if ((first & INCREMENTAL) !== 0) {
      const field = this.#readLiteral(0x3f);
      this.#table.add(field);
      this.#add(field);
    } else if ((first & SIZE_UPDATE) !== 0) throw malformed('a table size update amid fields');
    else this.#add(this.#readLiteral(0x0f));
  }

  #add(field: HpackField): void {
    const { bytes, fields } = this.#limits;
    this.bytes += field.name.length + field.value.length;
    this.count++;
    if (this.bytes > bytes * BOMB_FACTOR) {
      throw new ConnectionError(ErrorCode.enhanceYourCalm, 'HPACK: a list far beyond the limits');
    }
    if (this.bytes <= bytes && this.count <= fields) this.fields.push(field);
  }

  #resize(): void {
    const size = this.#readInteger(0x1f);
    if (size > HEADER_TABLE_BYTES) throw malformed('a table size beyond what was offered');
    this.#table.maxSize = size;
  }

  #readLiteral(prefix: number): HpackField {
    const index = this.#readInteger(prefix);
    if (index === 0) return new HpackField(this.#readString(), this.#readString());
    const { name, nameKind } = this.#fieldAt(index);
    return new HpackField(name, this.#readString(), nameKind);
  }

  #fieldAt(index: number): HpackField {
    const field = index <= LAST_STATIC_INDEX ? STATIC_FIELDS[index] : this.#table.get(index - LAST_STATIC_INDEX - 1);
    if (field === undefined) throw malformed('an index beyond the tables');
    return field;
  }

  /** RFC 7541 section 5.1. */
  #readInteger(prefix: number): number {
    let value = (this.#block[this.#at++] as number) & prefix;
    if (value < prefix) return value;
    for (let shift = 0; ; shift += 7) {
      if (this.#at >= this.#end) throw malformed('an integer that is cut off');
      const byte = this.#block[this.#at++] as number;
      value += (byte & 0x7f) * 2 ** shift;
      if (value > MAX_INTEGER || shift > 28) throw malformed('an integer out of range');
      if (byte < 0x80) return value;
    }
  }

  /** RFC 7541 section 5.2. */
  #readString(): string {
    if (this.#at >= this.#end) throw malformed('a string that is cut off');
    const isHuffman = ((this.#block[this.#at] as number) & HUFFMAN) !== 0;
    const length = this.#readInteger(0x7f);
    const start = this.#at;
    const end = start + length;
    if (end > this.#end) throw malformed('a string that is cut off');
    this.#at = end;
    if (!isHuffman) return this.#block.toString('latin1', start, end);
    const text = this.#huffman.decode(this.#block, start, end);
    if (text === undefined) throw malformed('a string that is not in Huffman code');
    return text;
  }
}

const NO_BYTES = Buffer.alloc(0);

function malformed(what: string): ConnectionError {
  return new ConnectionError(ErrorCode.compressionError, `HPACK: ${what}`);
}
