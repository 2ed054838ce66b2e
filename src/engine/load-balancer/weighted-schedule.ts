interface Entry<T> {
  readonly item: T;
  deadline: number;
  order: number;
}

/**
 * Earliest-deadline-first schedule, as Envoy's EdfScheduler: an item of weight w comes back after 1/w, so over time each
 * gets its share, and items of equal weight take turns.
 */
export class WeightedSchedule<T> {
  readonly #weightOf: (item: T) => number;
  /** A binary heap, the earliest deadline first; equal deadlines in the order in which they were set. */
  readonly #heap: Entry<T>[] = [];
  #order = 0;

  constructor(items: readonly T[], weightOf: (item: T) => number) {
    this.#weightOf = weightOf;
    for (const item of items) {
      const weight = weightOf(item);
      if (weight <= 0) continue;
      this.#heap.push({ item, deadline: 1 / weight, order: this.#order++ });
      this.#up(this.#heap.length - 1);
    }
  }

  next(): T | undefined {
    const first = this.#heap[0];
    if (first === undefined) return undefined;
    // The weight is asked for again: with least request it falls with the requests in flight.
    first.deadline += 1 / Math.max(this.#weightOf(first.item), Number.MIN_VALUE);
    first.order = this.#order++;
    this.#down(0);
    return first.item;
  }

  #up(start: number): void {
    const heap = this.#heap;
    let at = start;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(heap[at] as Entry<T>, heap[parent] as Entry<T>)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #down(start: number): void {
    const heap = this.#heap;
    let at = start;
    for (;;) {
      const left = 2 * at + 1;
      let least = at;
      for (const child of [left, left + 1]) {
        const entry = heap[child];
        if (entry !== undefined && isBefore(entry, heap[least] as Entry<T>)) least = child;
      }
      if (least === at) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #swap(a: number, b: number): void {
    const heap = this.#heap;
    const entry = heap[a] as Entry<T>;
    heap[a] = heap[b] as Entry<T>;
    heap[b] = entry;
  }
}

function isBefore(a: Entry<unknown>, b: Entry<unknown>): boolean {
  return a.deadline < b.deadline || (a.deadline === b.deadline && a.order < b.order);
}
