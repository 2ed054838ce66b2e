// The three-way merge of `apply`, as kubectl does it for custom resources (apimachinery, jsonmergepatch): what the last
// applied object had and the new one lacks is removed, what the new one has is set, and the rest of the live object
// stays. Maps are merged, lists and scalars replaced.

import { isPlainRecord } from '../kinds/upgrade/plain-record.ts';

/** Returns the live value with the step from `last` to `next` carried out on it. */
export function applyMerge(last: unknown, next: unknown, live: unknown): unknown {
  if (!isPlainRecord(next) || !isPlainRecord(live)) return next;
  const result = new Map(Object.entries(live));
  for (const key of Object.keys(isPlainRecord(last) ? last : {})) if (!Object.hasOwn(next, key)) result.delete(key);
  for (const [key, value] of Object.entries(next)) {
    result.set(key, applyMerge(own(last, key), value, own(live, key)));
  }
  return Object.fromEntries(result); // own properties, whatever their names
}

function own(value: unknown, key: string): unknown {
  return isPlainRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
