// Strategic merge patches (apimachinery, util/strategicpatch): as a merge patch, but lists that have a merge key are
// merged item by item, and directives say what a merge cannot: $patch, $retainKeys, $setElementOrder/FIELD and
// $deleteFromPrimitiveList/FIELD.
import { isDeepStrictEqual } from 'node:util';
import { fieldOf } from '../../kinds/field-path.ts';
import { isPlainRecord, type PlainRecord } from '../../kinds/upgrade/plain-record.ts';
import { ApiError } from '../../lib/errors.ts';
import { inPatchOrder } from './list-order.ts';
import type { FieldRule, MergeRules } from './merge-rules.ts';

const setOrder = '$setElementOrder/';
const deleteFrom = '$deleteFromPrimitiveList/';

/** Returns a value with a strategic merge patch carried out on it. @throws ApiError BadRequest for a patch that is none */
export function strategicPatch(value: PlainRecord, patch: unknown, rules: MergeRules): unknown {
  if (!isPlainRecord(patch)) throw malformed('', 'it must be a map');
  return mergeMap(value, patch, rules, '');
}

function mergeMap(live: PlainRecord, patch: PlainRecord, rules: MergeRules, path: string): PlainRecord {
  const { $patch: directive, $retainKeys: retained, ...fields } = patch;
  if (directive === 'replace') return fields;
  if (directive === 'delete') return {};
  if (directive !== undefined)
    throw malformed(path, `$patch may be replace or delete, not ${JSON.stringify(directive)}`);
  const result = new Map(Object.entries(retained === undefined ? live : retain(live, fields, retained, path)));
  for (const key of patchedFields(fields)) {
    const next = mergeField(result.get(key), patchOf(fields, key, path), rules[key] ?? {}, fieldOf(path, key));
    if (next === null) result.delete(key);
    else if (next !== undefined) result.set(key, next);
  }
  return Object.fromEntries(result);
}

/** What a patch says of one field. */
interface FieldPatch {
  /** Whether the field itself is there, beside directives about it. */
  readonly isSet: boolean;
  readonly value: unknown;
  readonly order: readonly unknown[] | undefined;
  readonly removed: readonly unknown[];
}

function patchedFields(patch: PlainRecord): ReadonlySet<string> {
  return new Set(
    Object.keys(patch).map((key) => {
      const prefix = [setOrder, deleteFrom].find((one) => key.startsWith(one));
      return prefix === undefined ? key : key.slice(prefix.length);
    }),
  );
}

function patchOf(patch: PlainRecord, key: string, path: string): FieldPatch {
  return {
    isSet: Object.hasOwn(patch, key),
    value: patch[key],
    order: listOf(patch, `${setOrder}${key}`, path),
    removed: listOf(patch, `${deleteFrom}${key}`, path) ?? [],
  };
}

function listOf(patch: PlainRecord, key: string, path: string): readonly unknown[] | undefined {
  if (!Object.hasOwn(patch, key)) return undefined;
  const list = patch[key];
  if (!Array.isArray(list)) throw malformed(path, `${key} must be a list`);
  return list;
}

/** The new value of a field; null where it goes, undefined where it was never there. */
function mergeField(live: unknown, patch: FieldPatch, rule: FieldRule, path: string): unknown {
  const { isSet, value } = patch;
  if (isSet && value === null) return null;
  if (isSet && isPlainRecord(value) && rule.replace !== true) {
    return mergeMap(isPlainRecord(live) ? live : {}, value, rule.fields ?? {}, path);
  }
  if (isSet && !Array.isArray(value)) return withoutDirective(value);
  const isMerged = rule.key !== undefined || rule.set === true;
  if (isSet && !isMerged) return value;
  if (!isSet && !Array.isArray(live)) return live;
  return mergeList(Array.isArray(live) ? live : [], patch, rule, path);
}

function withoutDirective(value: unknown): unknown {
  if (!isPlainRecord(value)) return value;
  const { $patch: _, ...fields } = value;
  return fields;
}

function mergeList(live: readonly unknown[], patch: FieldPatch, rule: FieldRule, path: string): readonly unknown[] {
  const items = Array.isArray(patch.value) ? patch.value : [];
  const { key } = rule;
  if (key === undefined) {
    const kept = live.filter((one) => !patch.removed.includes(one));
    const merged = [...new Set([...kept, ...items])];
    return inPatchOrder(merged, { patched: patch.order ?? items, live, same: (a, b) => a === b });
  }
  const merged = mergeItems(live, items, { ...rule, key }, path);
  const same = (a: unknown, b: unknown) => isDeepStrictEqual(keyValue(a, key), keyValue(b, key));
  return inPatchOrder(merged, { patched: patch.order ?? items, live, same });
}

function mergeItems(
  live: readonly unknown[],
  items: readonly unknown[],
  rule: FieldRule & { readonly key: string },
  path: string,
): readonly unknown[] {
  const isReplaced = items.some((item) => isPlainRecord(item) && item.$patch === 'replace');
  let result = isReplaced ? [] : [...live];
  for (const item of items) {
    if (!isPlainRecord(item)) throw malformed(path, 'its items must be maps');
    const { $patch: directive } = item;
    if (directive === 'replace') continue;
    if (directive !== undefined && directive !== 'delete') {
      throw malformed(path, `$patch of an item may be replace or delete, not ${JSON.stringify(directive)}`);
    }
    const value = keyValue(item, rule.key);
    if (value === undefined) throw malformed(path, `an item has no ${rule.key}, by which its items are merged`);
    const at = result.findIndex((one) => keyValue(one, rule.key) === value);
    if (directive === 'delete') result = result.filter((one) => keyValue(one, rule.key) !== value);
    else if (at === -1) result.push(mergeMap({}, item, rule.fields ?? {}, path));
    else result[at] = mergeMap(result[at] as PlainRecord, item, rule.fields ?? {}, path);
  }
  return result;
}

function keyValue(item: unknown, key: string): unknown {
  return isPlainRecord(item) && Object.hasOwn(item, key) ? item[key] : undefined;
}

/** Drops the fields that a union must not keep; what the patch sets must be among those that stay. */
function retain(live: PlainRecord, fields: PlainRecord, retained: unknown, path: string): PlainRecord {
  if (!Array.isArray(retained)) throw malformed(path, '$retainKeys must be a list');
  const foreign = Object.entries(fields).find(
    ([key, value]) => value !== null && !key.startsWith('$') && !retained.includes(key),
  );
  if (foreign !== undefined) throw malformed(path, `${foreign[0]} is set, but not in $retainKeys`);
  return Object.fromEntries(Object.entries(live).filter(([key]) => retained.includes(key)));
}

function malformed(path: string, why: string): ApiError {
  return new ApiError(
    'BadRequest',
    `the strategic merge patch cannot be used: ${path === '' ? '' : `${path}: `}${why}`,
  );
}
