// What was injected, as Kubernetes' types write it: without nulls and zero values, quantities in canonical form.
import type { Field, ObjectSchema, Schema } from '../../kinds/schema.ts';
import { isObject, type JsonObject } from './json.ts';
import { isPointerField } from './pod-schema.ts';
import { canonicalQuantity } from './quantity.ts';

export interface NormalFormOptions {
  /** Leaves out fields that the schema does not have; else they stay. */
  readonly dropUnknown?: boolean;
}

/** Returns an object of a schema in normal form. */
export function normalForm(value: JsonObject, schema: ObjectSchema, options: NormalFormOptions = {}): JsonObject {
  const result: JsonObject = {};
  for (const [name, one] of Object.entries(value)) {
    const field = Object.hasOwn(schema.fields, name) ? schema.fields[name] : undefined;
    if (field === undefined) {
      if (options.dropUnknown !== true && one !== null) result[name] = one;
      continue;
    }
    const normal = normalValue(one, field.schema, options);
    if (!isAbsent(normal, name, field)) result[name] = normal;
  }
  return result;
}

function normalValue(value: unknown, schema: Schema, options: NormalFormOptions): unknown {
  if (schema.type === 'object' && isObject(value)) return normalForm(value, schema, options);
  if (schema.type === 'list' && Array.isArray(value)) {
    return value.map((item) => normalValue(item, schema.items, options));
  }
  if (schema.type === 'map' && isObject(value)) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, one]) => one !== null)
        .map(([key, one]) => [key, normalValue(one, schema.values, options)]),
    );
  }
  if (schema.type === 'string' && schema.format === 'quantity') {
    return canonicalQuantity(String(value)) ?? value;
  }
  return value;
}

/** Whether Go's encoder leaves the field out (omitempty). */
function isAbsent(value: unknown, name: string, { schema, required }: Field): boolean {
  if (value === null || value === undefined) return true;
  if (required) return false;
  if (Array.isArray(value)) return value.length === 0;
  if (isObject(value)) return Object.keys(value).length === 0 && (schema.type === 'map' || name === 'resources');
  if (isPointerField(name) || schema.type === 'int-or-string') return false;
  return value === '' || value === 0 || value === false;
}
