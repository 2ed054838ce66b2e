// Keeps the identity of what did not change, so that readers compare two configs by identity: caches are keyed by it
// and the delta is what is not identical. Rules: docs/architecture.md, "Identity".

/**
 * Returns `next` with every part that equals its counterpart in `last` replaced by that very part; where all is
 * equal, `last` itself. Neither argument is changed. Values are trees of JSON.
 */
export function share<T>(last: T | undefined, next: T): T {
  return shareValue(last, next) as T;
}

function shareValue(last: unknown, next: unknown): unknown {
  if (last === next) return last;
  if (Array.isArray(last) && Array.isArray(next)) return shareList(last, next);
  if (isRecord(last) && isRecord(next)) return shareRecord(last, next);
  return next;
}

function shareRecord(last: Record<string, unknown>, next: Record<string, unknown>): unknown {
  const keys = Object.keys(next);
  let isEqual = keys.length === Object.keys(last).length;
  let isShared = false;
  const result: Record<string, unknown> = {};
  for (const key of keys) {
    const before = Object.hasOwn(last, key) ? last[key] : undefined;
    const value = shareValue(before, next[key]);
    define(result, key, value);
    if (value !== before || !Object.hasOwn(last, key)) isEqual = false;
    if (value !== next[key]) isShared = true;
  }
  if (isEqual) return last;
  return isShared ? result : next;
}

/** Metadata holds keys that users choose; `__proto__` is one like any other. */
function define(record: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') record[key] = value;
  else Object.defineProperty(record, key, { value, enumerable: true, writable: true, configurable: true });
}

function shareList(last: readonly unknown[], next: readonly unknown[]): unknown {
  const partners = partnersByName(last, next) ?? partnersByPlace(last, next);
  let isEqual = last.length === next.length;
  let isShared = false;
  const result = next.map((item, index) => {
    const value = shareValue(partners[index], item);
    if (value !== last[index]) isEqual = false;
    if (value !== item) isShared = true;
    return value;
  });
  if (isEqual) return last;
  return isShared ? result : next;
}

/** The counterpart of each item by its name, where all items of both lists have one of their own. */
function partnersByName(last: readonly unknown[], next: readonly unknown[]): readonly unknown[] | undefined {
  const byName = indexByName(last);
  if (byName === undefined || indexByName(next) === undefined) return undefined;
  return next.map((item) => byName.get(nameOf(item) ?? ''));
}

function indexByName(list: readonly unknown[]): ReadonlyMap<string, unknown> | undefined {
  const byName = new Map<string, unknown>();
  for (const item of list) {
    const name = nameOf(item);
    if (name === undefined || byName.has(name)) return undefined;
    byName.set(name, item);
  }
  return byName;
}

function nameOf(item: unknown): string | undefined {
  if (!isRecord(item)) return undefined;
  const name = item.name ?? item.clusterName;
  return typeof name === 'string' ? name : undefined;
}

/**
 * The counterpart of each item by place: counted from the front as long as items are equal, then from the back, so
 * that a route put in somewhere leaves the identity of those around it.
 */
function partnersByPlace(last: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  const shift = last.length - next.length;
  if (shift === 0) return last;
  let front = 0;
  while (front < next.length && front < last.length && isEqual(last[front], next[front])) front++;
  return next.map((_item, index) => (index < front ? last[index] : last[index + shift]));
}

function isEqual(left: unknown, right: unknown): boolean {
  return shareValue(left, right) === left;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
