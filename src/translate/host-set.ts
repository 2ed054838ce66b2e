import { coveringWildcards, isSubsetOf, isWildcard } from './host.ts';

/** Hosts to compare many others with: an exact one is found without looking at each. */
export class HostSet {
  readonly #hosts: ReadonlySet<string>;

  constructor(hosts: Iterable<string>) {
    this.#hosts = new Set(hosts);
  }

  /** The more special one of each pair of which one covers the other, each once (Istio's Names.Intersection). */
  intersect(others: readonly string[]): readonly string[] {
    const result = new Set<string>();
    for (const other of others) {
      if (this.#covers(other)) result.add(other);
      if (isWildcard(other)) for (const host of this.#hosts) if (isSubsetOf(host, other)) result.add(host);
    }
    return [...result];
  }

  /** Whether there is a name that both stand for. */
  overlaps(other: string): boolean {
    return this.#covers(other) || (isWildcard(other) && [...this.#hosts].some((host) => isSubsetOf(host, other)));
  }

  #covers(host: string): boolean {
    return this.#hosts.has(host) || coveringWildcards(host).some((wildcard) => this.#hosts.has(wildcard));
  }
}
