// Kubernetes' strategic merge patch on a pod (apimachinery, strategicpatch): objects are merged by field, some lists
// item by item by a key, all others replaced; null removes a field.
import { isObject, type JsonObject } from './json.ts';

/** Lists of pods that are merged, and the field that names an item (patchMergeKey in k8s.io/api/core/v1). */
const mergeKeys: Readonly<Record<string, string>> = {
  containers: 'name',
  initContainers: 'name',
  ephemeralContainers: 'name',
  volumes: 'name',
  imagePullSecrets: 'name',
  hostAliases: 'ip',
  topologySpreadConstraints: 'topologyKey',
  resourceClaims: 'name',
  schedulingGates: 'name',
  ownerReferences: 'uid',
  env: 'name',
  ports: 'containerPort',
  volumeMounts: 'mountPath',
  volumeDevices: 'devicePath',
};

const directives = ['$patch', '$retainKeys', '$setElementOrder', '$deleteFromPrimitiveList'];

/** Thrown where a patch asks for what is not carried out here. */
export class PatchError extends Error {}

/** Returns `original` with `patch` merged into it. Neither is changed. @throws PatchError */
export function strategicMerge(original: JsonObject, patch: JsonObject): JsonObject {
  const result: JsonObject = { ...original };
  for (const [key, value] of Object.entries(patch)) {
    const directive = directives.find((one) => key.startsWith(one));
    if (directive !== undefined) throw new PatchError(`the directive ${directive} is not supported in a template`);
    if (value === null) delete result[key];
    else result[key] = mergeValue(key, result[key], value);
  }
  return result;
}

function mergeValue(key: string, original: unknown, patch: unknown): unknown {
  if (isObject(patch)) return strategicMerge(isObject(original) ? original : {}, patch);
  if (!Array.isArray(patch)) return patch;
  const mergeKey = Object.hasOwn(mergeKeys, key) ? mergeKeys[key] : undefined;
  if (mergeKey === undefined) return patch;
  return mergeLists(Array.isArray(original) ? original.filter(isObject) : [], patch, { key, mergeKey });
}

interface ListName {
  readonly key: string;
  readonly mergeKey: string;
}

function mergeLists(
  original: readonly JsonObject[],
  patch: readonly unknown[],
  { key, mergeKey }: ListName,
): JsonObject[] {
  const merged = new Map<unknown, JsonObject>();
  for (const item of patch) {
    if (!isObject(item) || item[mergeKey] === undefined || item[mergeKey] === null) {
      throw new PatchError(`an item of ${key} has no ${mergeKey}, by which it could be merged`);
    }
    const id = item[mergeKey];
    const before = merged.get(id) ?? original.find((one) => one[mergeKey] === id) ?? {};
    merged.set(id, strategicMerge(before, item));
  }
  return interleave(original, merged, mergeKey);
}

/**
 * The order of both lists is kept. Where they leave it open the patch comes first: an item that only the original has
 * goes before an item of both only if it stands before it in the original.
 */
function interleave(
  original: readonly JsonObject[],
  merged: ReadonlyMap<unknown, JsonObject>,
  mergeKey: string,
): JsonObject[] {
  const place = new Map(original.map((item, at) => [item[mergeKey], at]));
  const others = original.filter((item) => !merged.has(item[mergeKey]));
  const result: JsonObject[] = [];
  let next = 0;
  for (const [id, item] of merged) {
    const limit = place.get(id);
    while (limit !== undefined && next < others.length && (place.get(others[next]?.[mergeKey]) ?? 0) < limit) {
      result.push(others[next++] as JsonObject);
    }
    result.push(item);
  }
  return [...result, ...others.slice(next)];
}
