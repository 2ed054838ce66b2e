import { isObject, type JsonObject } from '../pod/json.ts';

/** Returns `base` with the fields of `over` in their place; messages and maps within are merged alike. */
export function mergeMessage(base: JsonObject, over: JsonObject): JsonObject {
  const result = { ...base };
  for (const [name, value] of Object.entries(over)) {
    const before = result[name];
    result[name] = isObject(before) && isObject(value) ? mergeMessage(before, value) : value;
  }
  return result;
}
