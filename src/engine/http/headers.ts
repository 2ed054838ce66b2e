// Header fields in wire order. Requests carry a dozen, so a flat array beats a Map in time and memory.

/**
 * An ordered list of header fields with lower-case names. Mutable: it belongs to one message.
 * Fields of one name keep their lines apart (RFC 9110 section 5.2); values are latin1 strings.
 */
export class Headers {
  /** name, value, name, value … */
  readonly flat: string[];

  constructor(flat: string[] = []) {
    this.flat = flat;
  }

  /** The first value of a field, or undefined. */
  get(name: string): string | undefined {
    const { flat } = this;
    for (let i = 0; i < flat.length; i += 2) if (flat[i] === name) return flat[i + 1];
    return undefined;
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  /** Every value of a field, a line each. */
  getAll(name: string): string[] {
    const { flat } = this;
    const values: string[] = [];
    for (let i = 0; i < flat.length; i += 2) if (flat[i] === name) values.push(flat[i + 1] as string);
    return values;
  }

  /** All lines of a name as one, as Envoy keeps those of the names it knows (RFC 9110 section 5.3). */
  joined(name: string): string | undefined {
    const first = this.get(name);
    return first === undefined ? undefined : this.getAll(name).join(',');
  }

  /** Adds a line at the end. */
  append(name: string, value: string): void {
    this.flat.push(name, value);
  }

  /** Replaces the first line of the name in place and drops the others; adds one where there is none. */
  set(name: string, value: string): void {
    const { flat } = this;
    for (let i = 0; i < flat.length; i += 2) {
      if (flat[i] !== name) continue;
      flat[i + 1] = value;
      this.#removeFrom(name, i + 2);
      return;
    }
    flat.push(name, value);
  }

  remove(name: string): void {
    this.#removeFrom(name, 0);
  }

  copy(): Headers {
    return new Headers(this.flat.slice());
  }

  #removeFrom(name: string, start: number): void {
    const { flat } = this;
    let kept = start;
    for (let i = start; i < flat.length; i += 2) {
      if (flat[i] === name) continue;
      if (kept !== i) {
        flat[kept] = flat[i] as string;
        flat[kept + 1] = flat[i + 1] as string;
      }
      kept += 2;
    }
    // To set a length costs, even the same.
    if (kept < flat.length) flat.length = kept;
  }
}
