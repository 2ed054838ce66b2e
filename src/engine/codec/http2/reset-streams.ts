/** More than a peer can have in flight, unless it opens and we reset very many at once. */
const REMEMBERED = 1024;

/** Streams that we have reset a while ago: their peer may not know yet (RFC 9113 section 5.1, "closed"). */
export class ResetStreams {
  readonly #ids = new Set<number>();

  add(id: number): void {
    if (this.#ids.size >= REMEMBERED) {
      const [oldest] = this.#ids;
      if (oldest !== undefined) this.#ids.delete(oldest);
    }
    this.#ids.add(id);
  }

  has(id: number): boolean {
    return this.#ids.has(id);
  }
}
