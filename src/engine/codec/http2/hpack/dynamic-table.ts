import type { HpackField } from './hpack-field.ts';

/** The fields that a peer has told us to remember, newest first (RFC 7541 sections 2.3.2 and 4). */
export class DynamicTable {
  /** A ring; the newest is at `#newest`. Made with the first entry, for many connections never have one. */
  #ring: (HpackField | undefined)[] = [];
  #newest = 0;
  #length = 0;
  #size = 0;
  #maxSize: number;

  constructor(maxSize: number) {
    this.#maxSize = maxSize;
  }

  get length(): number {
    return this.#length;
  }

  /** Sum of the sizes of the entries. */
  get size(): number {
    return this.#size;
  }

  set maxSize(maxSize: number) {
    this.#maxSize = maxSize;
    this.#evictTo(maxSize);
  }

  /** @param index 0 is the newest; undefined where there are not so many */
  get(index: number): HpackField | undefined {
    if (index >= this.#length) return undefined;
    return this.#ring[(this.#newest - index) & (this.#ring.length - 1)];
  }

  /** Adds an entry and drops the oldest ones that have no place beside it; one that is too large empties the table. */
  add(field: HpackField): void {
    const { size } = field;
    this.#evictTo(this.#maxSize - size);
    if (size > this.#maxSize) return;
    if (this.#length === this.#ring.length) this.#grow();
    this.#newest = (this.#newest + 1) & (this.#ring.length - 1);
    this.#ring[this.#newest] = field;
    this.#length++;
    this.#size += size;
  }

  #evictTo(size: number): void {
    while (this.#length > 0 && this.#size > size) {
      const oldest = (this.#newest - this.#length + 1) & (this.#ring.length - 1);
      this.#size -= (this.#ring[oldest] as HpackField).size;
      this.#ring[oldest] = undefined;
      this.#length--;
    }
  }

  #grow(): void {
    const ring = new Array<HpackField | undefined>(Math.max(16, this.#ring.length * 2)).fill(undefined);
    for (let i = 0; i < this.#length; i++) ring[this.#length - 1 - i] = this.get(i);
    this.#newest = Math.max(0, this.#length - 1);
    this.#ring = ring;
  }
}
