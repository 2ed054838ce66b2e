// What share of all keys each endpoint of a priority gets where requests are hashed: normalizeWeights in
// source/extensions/load_balancing_policies/common/thread_aware_lb_impl.cc of Envoy.
import { byLocality, type Located } from './locality.ts';

export interface HashShare<T> {
  readonly endpoint: T;
  /** All together are 1. */
  readonly share: number;
}

/** By the weights of all endpoints, or first by those of their localities; a locality without weight gets nothing. */
export function hashShares<T extends Located>(endpoints: readonly T[], byLocalityFirst: boolean): HashShare<T>[] {
  if (!byLocalityFirst) return sharesOf(endpoints, 1);
  const localities = byLocality(endpoints);
  const total = localities.reduce((sum, [first]) => sum + (first?.localityWeight ?? 0), 0);
  return localities.flatMap((members) => {
    const weight = members[0]?.localityWeight ?? 0;
    return weight === 0 ? [] : sharesOf(members, weight / total);
  });
}

function sharesOf<T extends Located>(endpoints: readonly T[], part: number): HashShare<T>[] {
  const total = endpoints.reduce((sum, { weight }) => sum + weight, 0);
  return endpoints.map((endpoint) => ({ endpoint, share: (endpoint.weight * part) / total }));
}
