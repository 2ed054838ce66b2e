// How traffic is divided among priorities: LoadBalancerBase in
// source/extensions/load_balancing_policies/common/load_balancer_impl.cc of Envoy, whose whole numbers are kept.

/** How far healthy endpoints may be asked to stand in for the others before load spills, in percent. */
const OVERPROVISIONING = 140;

export interface LevelHealth {
  readonly healthy: number;
  readonly total: number;
}

export interface PriorityPlan {
  /** Percent of all requests by priority; together 100. */
  readonly loads: readonly number[];
  /** Priorities with so few healthy endpoints that all are used, healthy or not. */
  readonly panics: readonly boolean[];
}

/**
 * A priority takes what its healthy endpoints can carry, the rest goes to the next; where all together cannot carry
 * everything, shares are scaled up, and priorities below the threshold panic.
 */
export function planPriorities(levels: readonly LevelHealth[], panicPercent: number): PriorityPlan {
  const health = levels.map(healthOf);
  const available = availableOf(health);
  const calm = levels.map(() => false);
  if (available === 100) return { loads: loadsByHealth(health, 100), panics: calm };
  // Nobody is healthy, and nobody may panic: everything goes to the first priority, and finds nothing there.
  if (available === 0 && panicPercent === 0) return { loads: onlyFirst(levels.length), panics: calm };
  const panics = levels.map(({ healthy, total }) => (total === 0 ? 0 : (100 * healthy) / total) < panicPercent);
  const loads = panics.every(Boolean) ? loadsBySize(levels) : loadsByHealth(health, available);
  return { loads, panics };
}

/**
 * The loads where some priorities were tried already; undefined where none is healthy. Where all were tried, all are
 * wanted again. Envoy: source/extensions/retry/priority/previous_priorities/previous_priorities.cc
 */
export function loadsWithout(
  levels: readonly LevelHealth[],
  tried: ReadonlySet<number>,
): readonly number[] | undefined {
  const health = levels.map(healthOf);
  const untried = health.map((value, priority) => (tried.has(priority) ? 0 : value));
  const wanted = availableOf(untried) > 0 ? untried : health;
  const available = availableOf(wanted);
  return available === 0 ? undefined : loadsByHealth(wanted, available);
}

function healthOf({ healthy, total }: LevelHealth): number {
  return total === 0 ? 0 : Math.min(100, Math.floor((OVERPROVISIONING * healthy) / total));
}

function availableOf(health: readonly number[]): number {
  return Math.min(
    100,
    health.reduce((sum, value) => sum + value, 0),
  );
}

/** The part of its full load, 0 to 1, that a group of endpoints can carry. */
export function availability({ healthy, total }: LevelHealth): number {
  return total === 0 ? 0 : Math.min(1, (OVERPROVISIONING * healthy) / total / 100);
}

/** What rounding leaves over goes to the first priority that has any. */
function loadsByHealth(health: readonly number[], available: number): number[] {
  let left = 100;
  const loads = health.map((value) => {
    const load = Math.min(left, Math.floor((value * 100) / available));
    left -= load;
    return load;
  });
  const first = health.findIndex((value) => value > 0);
  if (first >= 0) loads[first] = (loads[first] as number) + left;
  return loads;
}

/** Where all panic, health does not count. */
function loadsBySize(levels: readonly LevelHealth[]): number[] {
  const all = levels.reduce((sum, { total }) => sum + total, 0);
  if (all === 0) return onlyFirst(levels.length);
  const loads = levels.map(({ total }) => Math.floor((100 * total) / all));
  const left = loads.reduce((sum, load) => sum - load, 100);
  const first = levels.findIndex(({ total }) => total > 0);
  loads[first] = (loads[first] as number) + left;
  return loads;
}

function onlyFirst(length: number): number[] {
  return Array.from({ length }, (_, at) => (at === 0 ? 100 : 0));
}
