import { Histogram } from './histogram.ts';
import { isGauge, tagsOf } from './stat-tags.ts';

/** Where each statistic of a kind of thing stands in its array; resolved once, so that counting is an addition. */
export interface StatLayout<Name extends string, HistogramName extends string = string> {
  readonly names: readonly Name[];
  readonly index: Readonly<Record<Name, number>>;
  /** Named beside them: `<responseCodes>_2xx` and `<responseCodes>_200`. */
  readonly responseCodes: string | undefined;
  readonly histograms: readonly HistogramName[];
  readonly histogramIndex: Readonly<Record<HistogramName, number>>;
}

/** Lays out Envoy's names of one kind of thing. */
export function statLayout<const Name extends string, const HistogramName extends string = never>(
  names: readonly Name[],
  options: { readonly responseCodes?: string; readonly histograms?: readonly HistogramName[] } = {},
): StatLayout<Name, HistogramName> {
  const { responseCodes, histograms = [] } = options;
  return { names, index: indexOf(names), responseCodes, histograms, histogramIndex: indexOf(histograms) };
}

function indexOf<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name, at) => [name, at])) as Record<Name, number>;
}

/** What a statistic is called: by Envoy, and by Prometheus. */
export interface StatName {
  /** `cluster.outbound|80||a;.upstream_rq_200`. */
  readonly name: string;
  /** The name without its tags: `cluster.upstream_rq`. */
  readonly family: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface Stat extends StatName {
  readonly type: 'counter' | 'gauge';
  readonly value: number;
}

export interface HistogramStat extends StatName {
  readonly histogram: Histogram;
}

const CODES = 600;

/** Counters, gauges and histograms of one listener, connection manager, TCP proxy or cluster. */
export class StatScope {
  /** Indexed by the layout; callers add to it directly. */
  readonly values: Float64Array;
  readonly #prefix: string;
  readonly #layout: StatLayout<string>;
  /** By status; made with the first response, for most clusters of a large configuration see none. */
  #codes: Float64Array | undefined;
  readonly #histograms: (Histogram | undefined)[];

  constructor(prefix: string, layout: StatLayout<string>) {
    this.#prefix = prefix;
    this.#layout = layout;
    this.values = new Float64Array(layout.names.length);
    this.#histograms = layout.histograms.map(() => undefined);
  }

  countResponse(status: number): void {
    if (status < 100 || status >= CODES) return;
    this.#codes ??= new Float64Array(CODES);
    this.#codes[status] = (this.#codes[status] as number) + 1;
  }

  /** Adds a value to a histogram of the layout; the first one makes it. */
  record(at: number, value: number): void {
    let histogram = this.#histograms[at];
    if (histogram === undefined) {
      histogram = new Histogram();
      this.#histograms[at] = histogram;
    }
    histogram.record(value);
  }

  /** Every counter and gauge. */
  snapshot(): Stat[] {
    const { family, labels } = tagsOf(this.#prefix);
    const stats = this.#layout.names.map(
      (name, at): Stat => ({
        name: `${this.#prefix}.${name}`,
        family: `${family}.${name}`,
        labels,
        type: isGauge(name) ? 'gauge' : 'counter',
        value: this.values[at] as number,
      }),
    );
    return stats.concat(this.#responseCodes());
  }

  /** Every histogram; without values it is empty. */
  histograms(): HistogramStat[] {
    const { family, labels } = tagsOf(this.#prefix);
    return this.#layout.histograms.map((name, at) => ({
      name: `${this.#prefix}.${name}`,
      family: `${family}.${name}`,
      labels,
      histogram: this.#histograms[at] ?? new Histogram(),
    }));
  }

  #responseCodes(): Stat[] {
    if (this.#codes === undefined) return [];
    const classes = [0, 0, 0, 0, 0, 0];
    const stats: (Stat | undefined)[] = [];
    for (let status = 100; status < CODES; status++) {
      const value = this.#codes[status] as number;
      if (value === 0) continue;
      stats.push(this.#codeStat(`${status}`, 'response_code', value));
      const digit = Math.trunc(status / 100);
      classes[digit] = (classes[digit] as number) + value;
    }
    for (let digit = 1; digit < 6; digit++) {
      const value = classes[digit] as number;
      if (value > 0) stats.push(this.#codeStat(`${digit}xx`, 'response_code_class', value));
    }
    return stats.filter((stat) => stat !== undefined);
  }

  #codeStat(code: string, tag: string, value: number): Stat | undefined {
    const { responseCodes } = this.#layout;
    if (responseCodes === undefined) return undefined;
    const { family, labels } = tagsOf(this.#prefix);
    return {
      name: `${this.#prefix}.${responseCodes}_${code}`,
      family: `${family}.${responseCodes}`,
      labels: { ...labels, [tag]: code },
      type: 'counter',
      value,
    };
  }
}
