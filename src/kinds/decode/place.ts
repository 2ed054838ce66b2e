import { camelCase, type PathSegment } from '../field-path.ts';

/**
 * Where a map or a list and its parts stand in the text. Scalars have no place of their own: their owner knows it.
 * A long document has some hundred thousand of these, so they take little room.
 */
export class Place {
  readonly offset: number;
  /** Offset and place of each item; of each field its key before them. */
  #parts: (string | number | Place | undefined)[] = [];
  #isMap = false;
  #merged: readonly Place[] | undefined;
  #indexes: ReadonlyMap<string, number> | undefined;

  constructor(offset: number) {
    this.offset = offset;
  }

  /** Adds the next item of a list. */
  addItem(offset: number, inner: Place | undefined): void {
    this.#parts.push(offset, inner);
  }

  /** Adds a field, at the offset of its key. */
  addField(key: string, offset: number, inner: Place | undefined): void {
    this.#isMap = true;
    this.#parts.push(key, offset, inner);
  }

  /** Adds a map that a merge key names, the most important first: its fields are found where there is none here. */
  addMerged(source: Place): void {
    this.#isMap = true;
    this.#merged = [...(this.#merged ?? []), source];
  }

  /** Says that nothing will be added: what was kept free for it is given back. */
  end(): void {
    this.#parts = this.#parts.slice();
  }

  /** Offset of the key of the last step that is written, or of the item. */
  locate(path: readonly PathSegment[]): number {
    let offset = this.offset;
    let place: Place | undefined = this;
    for (const step of path) {
      const found: Step | undefined = place === undefined ? undefined : place.#find(step);
      if (found === undefined) break;
      ({ offset, inner: place } = found);
    }
    return offset;
  }

  #find(step: PathSegment): Step | undefined {
    const index = typeof step === 'number' && !this.#isMap ? step * 2 : this.#indexOf(String(step));
    const offset = this.#parts[index];
    if (typeof offset === 'number') return { offset, inner: this.#parts[index + 1] as Place | undefined };
    return this.#merged?.map((source) => source.#find(step)).find((found) => found !== undefined);
  }

  /** Where the offset of a field is, -1 where there is no such field. */
  #indexOf(key: string): number {
    if (!this.#isMap) return -1;
    this.#indexes ??= indexesOf(this.#parts);
    return this.#indexes.get(key) ?? -1;
  }
}

interface Step {
  readonly offset: number;
  readonly inner: Place | undefined;
}

/** Paths are spelt as objects are stored, keys perhaps not. The last of two equal keys is the one that was reported. */
function indexesOf(parts: readonly unknown[]): ReadonlyMap<string, number> {
  const exact = new Map<string, number>();
  const stored = new Map<string, number>();
  for (let index = 0; index < parts.length; index += 3) {
    const key = String(parts[index]);
    exact.set(key, index + 1);
    if (!stored.has(camelCase(key))) stored.set(camelCase(key), index + 1);
  }
  return new Map([...stored, ...exact]);
}
