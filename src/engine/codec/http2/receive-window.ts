/** What a peer may still send on a stream or a connection, and when to tell it of more (RFC 9113 sections 5.2, 6.9). */
export class ReceiveWindow {
  #size: number;
  #left: number;
  #credit = 0;

  constructor(size: number) {
    this.#size = size;
    this.#left = size;
  }

  /** Bytes have come; false where the peer was not allowed to send them. */
  take(bytes: number): boolean {
    this.#left -= bytes;
    return this.#left >= 0;
  }

  /** Bytes have been consumed. The increment to tell the peer of now, or 0: it hears of half a window at a time. */
  release(bytes: number): number {
    this.#credit += bytes;
    if (this.#credit * 2 < this.#size) return 0;
    const increment = this.#credit;
    this.#credit = 0;
    this.#left += increment;
    return increment;
  }

  /** Changes the size by SETTINGS; what is left may become negative (RFC 9113 section 6.9.2). */
  resize(size: number): void {
    this.#left += size - this.#size;
    this.#size = size;
  }
}
