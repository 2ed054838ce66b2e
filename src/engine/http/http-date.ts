/** The value of `date` (RFC 9110 section 5.6.7), made once a second. */
export class HttpDate {
  readonly #now: () => number;
  #second = -1;
  #text = '';

  /** @param now milliseconds since the epoch */
  constructor(now: () => number) {
    this.#now = now;
  }

  get(): string {
    const second = Math.floor(this.#now() / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#text = new Date(second * 1000).toUTCString();
    }
    return this.#text;
  }
}
