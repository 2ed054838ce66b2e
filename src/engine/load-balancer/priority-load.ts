/** How far healthy endpoints may be asked to stand in for the others before load spills to the next priority. */
const OVERPROVISIONING = 1.4;

/**
 * The share of traffic of each priority, in percent, as Envoy divides it: a priority takes what its healthy endpoints
 * can carry, the rest goes to the next; where all together cannot carry everything, shares are scaled up.
 * @param levels healthy and all endpoints of each priority
 */
export function priorityLoads(levels: readonly { readonly healthy: number; readonly total: number }[]): number[] {
  const health = levels.map((level) => availability(level) * 100);
  const available = Math.min(
    100,
    health.reduce((sum, value) => sum + value, 0),
  );
  // Nothing is healthy: everything goes to the first priority that has endpoints, where panic mode may use them.
  if (available === 0) {
    const first = Math.max(
      0,
      levels.findIndex(({ total }) => total > 0),
    );
    return levels.map((_, index) => (index === first ? 100 : 0));
  }
  let left = 100;
  return health.map((value) => {
    const load = Math.min(left, (value * 100) / available);
    left -= load;
    return load;
  });
}

/** The part of its full load, 0 to 1, that a group of endpoints can carry. */
export function availability({ healthy, total }: { readonly healthy: number; readonly total: number }): number {
  return total === 0 ? 0 : Math.min(1, (OVERPROVISIONING * healthy) / total);
}
