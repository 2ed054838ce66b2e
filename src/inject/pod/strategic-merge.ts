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

const directives = ['$retainKeys', '$setElementOrder', '$deleteFromPrimitiveList'];

/** Thrown where a patch asks for what is not carried out here. */
export class PatchError extends Error {}

/** Returns `original` with `patch` merged into it. Neither is changed. @throws PatchError */
export function strategicMerge(original: JsonObject, patch: JsonObject): JsonObject {
  const { $patch: directive, ...fields } = patch;
  if (directive === undefined) return mergeFields(original, fields);
  if (directive === 'replace') return fields;
  if (directive === 'delete') return {};
  throw unknownDirective(directive);
}

function mergeFields(original: JsonObject, patch: JsonObject): JsonObject {
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

function mergeLists(original: readonly JsonObject[], patch: readonly unknown[], list: ListName): JsonObject[] {
  const { kept, items } = carryOutDirectives(original, patch, list);
  const { mergeKey } = list;
  const merged = new Map<unknown, JsonObject>();
  for (const item of items) {
    const id = nameOf(item, list);
    const before = merged.get(id) ?? kept.find((one) => one[mergeKey] === id) ?? {};
    merged.set(id, strategicMerge(before, item as JsonObject));
  }
  return interleave(kept, merged, mergeKey);
}

/** An item with `$patch: delete` takes the item of its name out, one with `$patch: replace` all that were there. */
function carryOutDirectives(original: readonly JsonObject[], patch: readonly unknown[], list: ListName) {
  let kept = original;
  for (const item of patch) {
    const directive = isObject(item) ? item.$patch : undefined;
    if (directive === 'replace') return { kept: [], items: patch.filter((one) => !hasDirective(one)) };
    if (directive === 'delete') {
      const id = nameOf(item, list);
      kept = kept.filter((one) => one[list.mergeKey] !== id);
    } else if (directive !== undefined) {
      throw unknownDirective(directive);
    }
  }
  return { kept, items: patch.filter((item) => !hasDirective(item)) };
}

function hasDirective(item: unknown): boolean {
  return isObject(item) && item.$patch !== undefined;
}

function nameOf(item: unknown, { key, mergeKey }: ListName): unknown {
  const id = isObject(item) ? item[mergeKey] : undefined;
  if (id === undefined || id === null) {
    throw new PatchError(`an item of ${key} has no ${mergeKey}, by which it could be merged`);
  }
  return id;
}

function unknownDirective(directive: unknown): PatchError {
  return new PatchError(`$patch takes replace or delete here, not ${JSON.stringify(directive)}`);
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
