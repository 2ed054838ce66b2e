// The routes of a virtual host that share what their paths start with, or are equal to, in list order. Where they are
// many, those that want an exact value of a header or query parameter are found by that value.
import { type CompiledRoute, holdsAll } from './compiled-route.ts';
import type { Condition } from './condition.ts';
import { matchesPath } from './path-match.ts';
import type { RequestView } from './request-view.ts';

/** Up to so many routes are walked: that is cheaper than looking up values. */
const fewEntries = 16;

export interface Entry {
  readonly route: CompiledRoute;
  /** Whether falling into the bucket proves that the path matches. */
  readonly pathProven: boolean;
}

export interface Bucket {
  /** To be walked. */
  readonly entries: readonly Entry[];
  readonly groups: readonly ValueGroup[];
}

/** Entries that want one value of the same header or query parameter, by that value. */
interface ValueGroup {
  readonly values: Condition['values'];
  readonly byValue: ReadonlyMap<string, readonly Entry[]>;
}

/** Makes a bucket of entries in list order; those behind one that takes everything are dead and left out. */
export function buildBucket(entries: readonly Entry[]): Bucket {
  const last = entries.findIndex(({ route, pathProven }) => pathProven && route.conditions.length === 0);
  const alive = last === -1 ? entries : entries.slice(0, last + 1);
  return alive.length <= fewEntries ? { entries: alive, groups: [] } : groupByValue(alive);
}

/**
 * The first route of a bucket that matches, or `best` where that stands earlier in the list.
 * @param path the request's path without query and fragment
 */
export function firstOf(
  bucket: Bucket | undefined,
  request: RequestView,
  path: string,
  best: CompiledRoute | undefined,
): CompiledRoute | undefined {
  if (bucket === undefined) return best;
  let found = firstMatch(bucket.entries, request, path, best);
  for (const { values, byValue } of bucket.groups) {
    for (const value of values(request)) {
      const entries = byValue.get(value);
      if (entries !== undefined) found = firstMatch(entries, request, path, found);
    }
  }
  return found;
}

function firstMatch(
  entries: readonly Entry[],
  request: RequestView,
  path: string,
  best: CompiledRoute | undefined,
): CompiledRoute | undefined {
  for (const { route, pathProven } of entries) {
    if (best !== undefined && route.index > best.index) return best;
    if ((pathProven || matchesPath(route.path, path)) && holdsAll(route.conditions, request)) return route;
  }
  return best;
}

function groupByValue(all: readonly Entry[]): Bucket {
  const entries: Entry[] = [];
  const groups = new Map<string, { values: Condition['values']; byValue: Map<string, Entry[]> }>();
  for (const entry of all) {
    const condition = entry.route.conditions.find(({ wantedValue }) => wantedValue !== undefined);
    if (condition?.wantedValue === undefined) {
      entries.push(entry);
      continue;
    }
    const key = `${condition.on} ${condition.name}`;
    const group = groups.get(key) ?? { values: condition.values, byValue: new Map<string, Entry[]>() };
    groups.set(key, group);
    append(group.byValue, condition.wantedValue, entry);
  }
  return { entries, groups: [...groups.values()] };
}

/** Adds a value to the list of a key. */
export function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
