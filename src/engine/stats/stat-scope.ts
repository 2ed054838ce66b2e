/** Where each statistic of a kind of thing stands in its array; resolved once, so that counting is an addition. */
export interface StatLayout<Name extends string> {
  readonly names: readonly Name[];
  readonly index: Readonly<Record<Name, number>>;
  /** Named beside them: `<responseCodes>_2xx` and `<responseCodes>_200`. */
  readonly responseCodes: string | undefined;
}

/** Lays out Envoy's names of one kind of thing. */
export function statLayout<const Name extends string>(
  names: readonly Name[],
  options: { readonly responseCodes?: string } = {},
): StatLayout<Name> {
  const index = Object.fromEntries(names.map((name, at) => [name, at])) as Record<Name, number>;
  return { names, index, responseCodes: options.responseCodes };
}

export interface Stat {
  readonly name: string;
  readonly value: number;
}

const CODES = 600;

/** Counters and gauges of one listener, connection manager or cluster. */
export class StatScope {
  /** Indexed by the layout; callers add to it directly. */
  readonly values: Float64Array;
  readonly #prefix: string;
  readonly #layout: StatLayout<string>;
  /** By status; made with the first response, for most clusters of a large configuration see none. */
  #codes: Float64Array | undefined;

  constructor(prefix: string, layout: StatLayout<string>) {
    this.#prefix = prefix;
    this.#layout = layout;
    this.values = new Float64Array(layout.names.length);
  }

  countResponse(status: number): void {
    if (status < 100 || status >= CODES) return;
    this.#codes ??= new Float64Array(CODES);
    this.#codes[status] = (this.#codes[status] as number) + 1;
  }

  /** Every statistic with its full name. */
  snapshot(): Stat[] {
    const prefix = this.#prefix;
    const stats = this.#layout.names.map((name, at) => ({
      name: `${prefix}.${name}`,
      value: this.values[at] as number,
    }));
    return stats.concat(this.#responseCodes());
  }

  #responseCodes(): Stat[] {
    const { responseCodes } = this.#layout;
    if (responseCodes === undefined || this.#codes === undefined) return [];
    const classes = [0, 0, 0, 0, 0, 0];
    const stats: Stat[] = [];
    for (let status = 100; status < CODES; status++) {
      const value = this.#codes[status] as number;
      if (value === 0) continue;
      stats.push({ name: `${this.#prefix}.${responseCodes}_${status}`, value });
      const digit = Math.trunc(status / 100);
      classes[digit] = (classes[digit] as number) + value;
    }
    for (let digit = 1; digit < 6; digit++) {
      const value = classes[digit] as number;
      if (value > 0) stats.push({ name: `${this.#prefix}.${responseCodes}_${digit}xx`, value });
    }
    return stats;
  }
}
