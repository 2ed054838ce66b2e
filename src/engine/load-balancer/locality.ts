import type { Balanced } from './load-balancer.ts';

export interface Located extends Balanced {
  /** Names the locality, with its weight within the priority. */
  readonly locality: string;
  readonly localityWeight: number;
}

/** Groups endpoints by their locality, in the order of its name. */
export function byLocality<T extends Located>(endpoints: readonly T[]): T[][] {
  const groups = new Map<string, T[]>();
  for (const endpoint of endpoints) {
    const group = groups.get(endpoint.locality);
    if (group === undefined) groups.set(endpoint.locality, [endpoint]);
    else group.push(endpoint);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, members]) => members);
}
