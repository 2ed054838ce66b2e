/** What a content-length field promises of a message's content (RFC 9113 section 8.1.1). */
export class ContentLength {
  /** -1 where there is none. */
  readonly #bytes: number;

  /** @param value of the field, all digits */
  constructor(value: string | undefined) {
    this.#bytes = value === undefined ? -1 : Number(value);
  }

  /** Whether content may be of so many bytes, so far or in the end. */
  allows(bytes: number, end: boolean): boolean {
    return this.#bytes < 0 || (end ? bytes === this.#bytes : bytes <= this.#bytes);
  }
}
