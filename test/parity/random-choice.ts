/** Choices from a stream of random numbers. */
export class Choice {
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** True in a share of the cases. */
  chance(share: number): boolean {
    return this.#random() < share;
  }

  one<T>(items: readonly T[]): T {
    return items[Math.floor(this.#random() * items.length)] as T;
  }

  /** Up to `most` different items. */
  some<T>(items: readonly T[], most: number): T[] {
    const count = Math.floor(this.#random() * (most + 1));
    return items
      .map((item) => ({ item, order: this.#random() }))
      .sort((a, b) => a.order - b.order)
      .slice(0, count)
      .map(({ item }) => item);
  }

  count(from: number, to: number): number {
    return from + Math.floor(this.#random() * (to - from + 1));
  }
}
