// Finds the routes that a path may match without walking the list. Order is part of the meaning: of everything that
// matches, the route that stands first in the list wins, so every bucket keeps the list's order and the answer is the
// lowest index over all buckets that the path falls into. The index only narrows; what the bucket does not prove is
// tested by the route itself. A property test holds that the answer is the linear first match.
import { append, type Bucket, buildBucket, type Entry, firstOf } from './bucket.ts';
import type { CompiledRoute } from './compiled-route.ts';
import type { PathMatch } from './path-match.ts';
import type { RequestView } from './request-view.ts';

/** Buckets by the path's first characters, a map a length, shortest first. */
interface PrefixMaps {
  readonly lengths: readonly number[];
  readonly maps: readonly ReadonlyMap<string, Bucket>[];
}

export interface PathIndex {
  readonly exact: ReadonlyMap<string, Bucket>;
  readonly prefixes: PrefixMaps;
  /** The same for matches that ignore case, by lower-case path; undefined where there are none. */
  readonly lower: { readonly exact: ReadonlyMap<string, Bucket>; readonly prefixes: PrefixMaps } | undefined;
}

/** Builds the index of a virtual host's routes. */
export function buildPathIndex(routes: readonly CompiledRoute[]): PathIndex {
  const sensitive = routes.filter(({ path }) => path.kind === 'regex' || !path.ignoreCase);
  const insensitive = routes.filter(({ path }) => path.kind !== 'regex' && path.ignoreCase);
  return {
    ...buildBuckets(sensitive),
    lower: insensitive.length === 0 ? undefined : buildBuckets(insensitive),
  };
}

/**
 * The first route in list order that matches.
 * @param path the request's path without query and fragment
 */
export function findRoute(index: PathIndex, request: RequestView, path: string): CompiledRoute | undefined {
  const first = findInBuckets(index, path, path, request, undefined);
  if (index.lower === undefined) return first;
  return findInBuckets(index.lower, path.toLowerCase(), path, request, first);
}

function findInBuckets(
  { exact, prefixes }: Pick<PathIndex, 'exact' | 'prefixes'>,
  key: string,
  path: string,
  request: RequestView,
  best: CompiledRoute | undefined,
): CompiledRoute | undefined {
  let found = firstOf(exact.get(key), request, path, best);
  const { lengths, maps } = prefixes;
  for (let i = 0; i < lengths.length; i += 1) {
    const length = lengths[i] as number;
    if (length > key.length) break;
    found = firstOf(maps[i]?.get(key.slice(0, length)), request, path, found);
  }
  return found;
}

function buildBuckets(routes: readonly CompiledRoute[]): Pick<PathIndex, 'exact' | 'prefixes'> {
  const exact = new Map<string, Entry[]>();
  const byLength = new Map<number, Map<string, Entry[]>>();
  for (const route of routes) {
    const { path } = route;
    const key = bucketKey(path);
    if (path.kind === 'exact') {
      append(exact, key, { route, pathProven: true });
      continue;
    }
    const map = byLength.get(key.length) ?? new Map<string, Entry[]>();
    byLength.set(key.length, map);
    append(map, key, { route, pathProven: path.kind === 'prefix' });
  }
  const lengths = [...byLength.keys()].sort((left, right) => left - right);
  const maps = lengths.map((length) => bucketsOf(byLength.get(length) ?? new Map()));
  return { exact: bucketsOf(exact), prefixes: { lengths, maps } };
}

function bucketsOf(entries: ReadonlyMap<string, readonly Entry[]>): ReadonlyMap<string, Bucket> {
  return new Map([...entries].map(([key, list]) => [key, buildBucket(list)]));
}

function bucketKey(path: PathMatch): string {
  return path.kind === 'regex' ? path.regex.literalPrefix : path.text;
}
