import { type HistogramStat, type Stat, type StatLayout, StatScope } from './stat-scope.ts';

/** All scopes of the engine. Values are put together only when somebody reads them. */
export class StatsStore {
  readonly #scopes = new Map<string, StatScope>();

  /** The scope of a prefix such as `cluster.outbound|80||a.default`; the same one for the same prefix. */
  scope(prefix: string, layout: StatLayout<string>): StatScope {
    const known = this.#scopes.get(prefix);
    if (known !== undefined) return known;
    const scope = new StatScope(prefix, layout);
    this.#scopes.set(prefix, scope);
    return scope;
  }

  remove(prefix: string): void {
    this.#scopes.delete(prefix);
  }

  snapshot(): Stat[] {
    return [...this.#scopes.values()].flatMap((scope) => scope.snapshot()).sort(byName);
  }

  histograms(): HistogramStat[] {
    return [...this.#scopes.values()].flatMap((scope) => scope.histograms()).sort(byName);
  }
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}
