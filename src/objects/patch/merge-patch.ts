import { isPlainRecord } from '../../kinds/upgrade/plain-record.ts';

/** Returns a value with a JSON merge patch carried out on it: null removes, maps are merged, all else is replaced (RFC 7386). */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isPlainRecord(patch)) return patch;
  const result = new Map(Object.entries(isPlainRecord(target) ? target : {}));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) result.delete(key);
    else result.set(key, mergePatch(result.get(key), value));
  }
  return Object.fromEntries(result); // own properties, whatever their names
}
