// Finds the virtual host of a host name: exact, else the longest `*suffix`, else the longest `prefix*`, else `*`.
// A wildcard stands for at least one character. Names are in lower case.

export interface DomainIndex<T> {
  /** What stands for a host name, in lower case and without port where ports are ignored. */
  find(host: string): T | undefined;
}

/** Builds an index of domains; of two equal ones the first wins (Envoy refuses such a configuration). */
export function buildDomainIndex<T>(domains: Iterable<readonly [domain: string, value: T]>): DomainIndex<T> {
  const exact = new Map<string, T>();
  const suffixes = new AffixMaps<T>((host, length) => host.slice(-length));
  const prefixes = new AffixMaps<T>((host, length) => host.slice(0, length));
  let any: T | undefined;
  for (const [domain, value] of domains) {
    const name = domain.toLowerCase();
    if (name === '*') any ??= value;
    else if (name.startsWith('*')) suffixes.add(name.slice(1), value);
    else if (name.endsWith('*')) prefixes.add(name.slice(0, -1), value);
    else if (!exact.has(name)) exact.set(name, value);
  }
  return { find: (host) => exact.get(host) ?? suffixes.find(host) ?? prefixes.find(host) ?? any };
}

/** Values by the start or end of a name, a map a length, longest first. */
class AffixMaps<T> {
  readonly #cut: (host: string, length: number) => string;
  readonly #maps = new Map<number, Map<string, T>>();
  #lengths: readonly number[] = [];

  constructor(cut: (host: string, length: number) => string) {
    this.#cut = cut;
  }

  add(affix: string, value: T): void {
    const map = this.#maps.get(affix.length) ?? new Map<string, T>();
    if (!map.has(affix)) map.set(affix, value);
    if (this.#maps.has(affix.length)) return;
    this.#maps.set(affix.length, map);
    this.#lengths = [...this.#lengths, affix.length].sort((left, right) => right - left);
  }

  find(host: string): T | undefined {
    for (const length of this.#lengths) {
      if (host.length <= length) continue;
      const value = this.#maps.get(length)?.get(this.#cut(host, length));
      if (value !== undefined) return value;
    }
    return undefined;
  }
}
