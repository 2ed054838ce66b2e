// HPACK, the writing side (RFC 7541): the static table, and a small dynamic one for what repeats. Strings are not put in
// Huffman code: on the way to a client that saves some bytes, and costs more time than anything else here.
import type { ByteSink } from '../byte-sink.ts';
import { FIELD_OVERHEAD_BYTES } from './hpack-field.ts';
import { LAST_STATIC_INDEX, STATIC_FIELDS } from './static-table.ts';

/** What the table may hold at most, however much the peer offers. */
const TABLE_BYTES = 4096;
/** Larger fields would push out too many others. */
const LARGEST_ENTRY_BYTES = 512;
/** Names that are kept an eye on; names of messages can be anything. */
const MAX_NAMES = 256;
/** How often the value of a name may change more than it repeats before it is not worth a place in the table. */
const PATIENCE = 3;

const INDEXED = 0x80;
const INCREMENTAL = 0x40;
const SIZE_UPDATE = 0x20;
const NEVER_INDEXED = 0x10;

/** Secrets: they stand in no table, so that nobody finds them out by the lengths of blocks (RFC 7541 section 7.1.3). */
const SENSITIVE = new Set(['authorization', 'cookie', 'proxy-authorization', 'set-cookie']);

interface StaticName {
  readonly index: number;
  /** Values with an entry of their own. */
  readonly values: ReadonlyMap<string, number>;
}

const STATIC_NAMES: ReadonlyMap<string, StaticName> = staticNames();

/** The last entry of a name in the dynamic table. */
interface TableName {
  value: string;
  /** Counts entries; older ones are gone. */
  number: number;
  /** Rises when the value repeats, falls when it changes. */
  steadiness: number;
}

/** Encodes the header blocks of one direction of a connection. */
export class HpackEncoder {
  readonly #sink: ByteSink;
  readonly #names = new Map<string, TableName>();
  /** Of the entries in the table, oldest first. */
  readonly #sizes: number[] = [];
  #size = 0;
  #maxSize = TABLE_BYTES;
  /** Of entries that were ever added. */
  #added = 0;
  /** The smallest size since the last block, which has not been told yet. */
  #untoldMinimum: number | undefined;

  /** @param sink may be shared: it is written from `begin` on and read before anybody else begins */
  constructor(sink: ByteSink) {
    this.#sink = sink;
  }

  /** The peer's SETTINGS_HEADER_TABLE_SIZE. */
  set tableSize(size: number) {
    const maxSize = Math.min(size, TABLE_BYTES);
    if (maxSize === this.#maxSize) return;
    this.#maxSize = maxSize;
    this.#untoldMinimum = Math.min(this.#untoldMinimum ?? maxSize, maxSize);
    this.#evictTo(maxSize);
  }

  /** Begins a block; its bytes are in the sink until another begins. */
  begin(): void {
    const sink = this.#sink;
    sink.length = 0;
    if (this.#untoldMinimum === undefined) return;
    sink.reserve(16);
    // RFC 7541 section 4.2: the smallest size in between, and the final one.
    if (this.#untoldMinimum < this.#maxSize) this.#putInteger(SIZE_UPDATE, 0x1f, this.#untoldMinimum);
    this.#putInteger(SIZE_UPDATE, 0x1f, this.#maxSize);
    this.#untoldMinimum = undefined;
  }

  /** Adds a field; names are in lower case, both latin1. */
  add(name: string, value: string): void {
    this.#sink.reserve(name.length + value.length + 16);
    const fixed = STATIC_NAMES.get(name);
    if (fixed !== undefined) {
      const index = fixed.values.get(value);
      if (index !== undefined) {
        this.#putInteger(INDEXED, 0x7f, index);
        return;
      }
      if (SENSITIVE.has(name)) {
        this.#putLiteral(NEVER_INDEXED, 0x0f, fixed.index, name, value);
        return;
      }
    }
    this.#addDynamic(name, value, fixed?.index ?? 0);
  }

  #addDynamic(name: string, value: string, staticIndex: number): void {
    const known = this.#names.get(name);
    const isThere = known !== undefined && known.number > this.#added - this.#sizes.length;
    if (isThere && known.value === value) {
      if (known.steadiness < PATIENCE) known.steadiness++;
      this.#putInteger(INDEXED, 0x7f, this.#indexOf(known));
      return;
    }
    const nameIndex = staticIndex > 0 || !isThere ? staticIndex : this.#indexOf(known);
    const size = name.length + value.length + FIELD_OVERHEAD_BYTES;
    const isSteady = known === undefined || known.steadiness > 0 || (!isThere && staticIndex === 0);
    if (known !== undefined && known.steadiness > 0) known.steadiness--;
    if (isSteady && size <= LARGEST_ENTRY_BYTES && size <= this.#maxSize) {
      this.#putLiteral(INCREMENTAL, 0x3f, nameIndex, name, value);
      this.#remember(known, name, value, size);
    } else this.#putLiteral(0, 0x0f, nameIndex, name, value);
  }

  #indexOf(known: TableName): number {
    return LAST_STATIC_INDEX + 1 + this.#added - known.number;
  }

  #remember(known: TableName | undefined, name: string, value: string, size: number): void {
    this.#evictTo(this.#maxSize - size);
    this.#sizes.push(size);
    this.#size += size;
    this.#added++;
    if (known !== undefined) {
      known.value = value;
      known.number = this.#added;
      return;
    }
    if (this.#names.size >= MAX_NAMES) this.#names.clear();
    this.#names.set(name, { value, number: this.#added, steadiness: PATIENCE });
  }

  #evictTo(size: number): void {
    while (this.#size > size) this.#size -= this.#sizes.shift() ?? this.#size;
  }

  #putLiteral(pattern: number, prefix: number, nameIndex: number, name: string, value: string): void {
    this.#putInteger(pattern, prefix, nameIndex);
    if (nameIndex === 0) this.#putString(name);
    this.#putString(value);
  }

  #putString(text: string): void {
    this.#putInteger(0, 0x7f, text.length);
    this.#sink.putText(text);
  }

  /** RFC 7541 section 5.1. */
  #putInteger(pattern: number, prefix: number, value: number): void {
    const sink = this.#sink;
    if (value < prefix) {
      sink.bytes[sink.length++] = pattern | value;
      return;
    }
    sink.bytes[sink.length++] = pattern | prefix;
    let rest = value - prefix;
    while (rest >= 0x80) {
      sink.bytes[sink.length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    sink.bytes[sink.length++] = rest;
  }
}

function staticNames(): Map<string, StaticName> {
  const names = new Map<string, { index: number; values: Map<string, number> }>();
  for (const [index, field] of STATIC_FIELDS.entries()) {
    if (field === undefined) continue;
    const known = names.get(field.name) ?? { index, values: new Map<string, number>() };
    known.values.set(field.value, index);
    names.set(field.name, known);
  }
  return names;
}
