// Counts values by their two leading digits, as Envoy's histograms do (circllhist): 90 bins for each power of ten, so
// that any bound can be asked for later and adding is one increment.

const BINS = 90;
/** Up to 10^10: a hundred days of milliseconds, ten gigabytes. */
const DECADES = 10;

/** Envoy's bounds where nothing else is set (ConstSupportedBuckets::defaultBuckets). */
export const defaultBounds: readonly number[] = [
  0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 300_000, 600_000, 1_800_000,
  3_600_000,
];

interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Whole numbers that are not negative. */
export class Histogram {
  sum = 0;
  count = 0;
  #zeros = 0;
  /** By power of ten; made with the first value, for most have values of one or two. */
  readonly #decades: (Uint32Array | undefined)[] = new Array<Uint32Array | undefined>(DECADES).fill(undefined);

  record(value: number): void {
    const whole = value < 0 ? 0 : Math.floor(value);
    this.count++;
    this.sum += whole;
    if (whole === 0) {
      this.#zeros++;
      return;
    }
    let decade = 0;
    let scale = 1;
    while (decade < DECADES - 1 && whole >= scale * 10) {
      scale *= 10;
      decade++;
    }
    let bins = this.#decades[decade];
    if (bins === undefined) {
      bins = new Uint32Array(BINS);
      this.#decades[decade] = bins;
    }
    const bin = Math.min(BINS - 1, Math.floor((whole * 10) / scale) - 10);
    bins[bin] = (bins[bin] as number) + 1;
  }

  /** How many values are below each bound: a bin that reaches over it does not count, as in Envoy. */
  countsBelow(bounds: readonly number[]): number[] {
    const bins = this.#filled();
    return bounds.map((bound) => bins.reduce((sum, { to, count }) => (to <= bound ? sum + count : sum), 0));
  }

  /** The value below which a share of all values lies, within its bin; undefined without values. */
  quantile(share: number): number | undefined {
    const wanted = share * this.count;
    let below = 0;
    for (const { from, to, count } of this.#filled()) {
      if (below + count >= wanted) return from + ((to - from) * Math.max(0, wanted - below)) / count;
      below += count;
    }
    return undefined;
  }

  /** The bins that have values, in order. */
  #filled(): Bin[] {
    const zeros = this.#zeros === 0 ? [] : [{ from: 0, to: 0, count: this.#zeros }];
    const others = this.#decades.flatMap((bins, decade) => {
      const width = 10 ** (decade - 1);
      return Array.from(bins ?? [], (count, bin) => {
        return { from: (bin + 10) * width, to: (bin + 11) * width, count };
      });
    });
    return [...zeros, ...others.filter(({ count }) => count > 0)];
  }
}
