// Strict decoding of a plain value by a schema: unknown fields, wrong types, bad enums and missing fields are problems.
// The value that comes back is canonical: camelCase field names, no nulls, quantities as text.

import { nearestName } from '../../lib/nearest-name.ts';
import { defineKey } from '../define-key.ts';
import { camelCase, fieldOf, itemOf } from '../field-path.ts';
import type { Problem } from '../problem.ts';
import type { ListSchema, MapSchema, ObjectSchema, Schema } from '../schema.ts';
import { checkScalar, describeType } from './check-scalar.ts';

export interface CheckOptions {
  /** Accept snake_case spellings of field names, except in metadata. */
  readonly snakeCase?: boolean;
}

export interface Checked {
  /** As far as it fits; only good where `problems` is empty. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
}

/** More than this nobody reads, and a hostile document could have millions. */
const maxProblems = 100;

interface Context extends CheckOptions {
  readonly problems: Problem[];
  /** Whether null is refused at this place. */
  readonly refuseNull: boolean;
}

/** Checks a value against a schema. */
export function checkSchema(value: unknown, schema: Schema, options: CheckOptions = {}): Checked {
  const context: Context = { ...options, problems: [], refuseNull: false };
  return { value: checkValue(value, schema, '', context), problems: context.problems };
}

function checkValue(value: unknown, schema: Schema, path: string, context: Context): unknown {
  switch (schema.type) {
    case 'any':
      return value;
    case 'object':
      return checkObject(value, schema, path, context);
    case 'map':
      return checkMap(value, schema, path, context);
    case 'list':
      return checkList(value, schema, path, context);
    default: {
      const checked = checkScalar(value, schema);
      if (checked.fault !== undefined) report(context, path, checked.fault);
      return checked.value;
    }
  }
}

function checkObject(value: unknown, schema: ObjectSchema, path: string, outer: Context): unknown {
  if (!isRecord(value)) return report(outer, path, `expected an object, got ${describeType(value)}`);
  const context = schema.nulls === undefined ? outer : { ...outer, refuseNull: schema.nulls === 'refused' };
  const result: Record<string, unknown> = {};
  for (const [written, fieldValue] of Object.entries(value)) {
    const name = fieldName(written, schema, path, context);
    if (name === undefined) {
      if (schema.preserveUnknown === true) defineKey(result, written, fieldValue);
      else report(context, fieldOf(path, written), unknownField(written, schema));
    } else if (Object.hasOwn(result, name)) {
      report(context, fieldOf(path, name), `the field is written twice, as ${name} and in snake_case`);
    } else {
      checkField(result, name, fieldValue, schema, path, context);
    }
  }
  checkRequired(value, result, schema, path, context);
  checkOneOf(result, schema, path, context);
  return result;
}

function checkField(
  result: Record<string, unknown>,
  name: string,
  value: unknown,
  schema: ObjectSchema,
  path: string,
  context: Context,
): void {
  const field = schema.fields[name];
  if (field === undefined) return;
  if (value !== null || field.schema.type === 'any') {
    defineKey(result, name, checkValue(value, field.schema, fieldOf(path, name), context));
  } else if (context.refuseNull && field.nullable !== true) {
    report(context, fieldOf(path, name), 'null is not allowed here: leave the field out, or give it a value');
  }
}

/** The name under which the schema knows a field. */
function fieldName(written: string, schema: ObjectSchema, path: string, context: Context): string | undefined {
  if (Object.hasOwn(schema.fields, written)) return written;
  if (context.snakeCase !== true || path.startsWith('metadata') || !written.includes('_')) return undefined;
  const name = camelCase(written);
  return Object.hasOwn(schema.fields, name) ? name : undefined;
}

function unknownField(written: string, schema: ObjectSchema): string {
  const near = nearestName(written, Object.keys(schema.fields));
  return `unknown field ${JSON.stringify(written)}${near === undefined ? '' : `, did you mean ${JSON.stringify(near)}?`}`;
}

function checkRequired(
  written: Readonly<Record<string, unknown>>,
  result: Readonly<Record<string, unknown>>,
  schema: ObjectSchema,
  path: string,
  context: Context,
): void {
  for (const [name, field] of Object.entries(schema.fields)) {
    if (!field.required || Object.hasOwn(result, name)) continue;
    // A null that was refused above has been reported already.
    if (context.refuseNull && Object.hasOwn(written, name)) continue;
    report(context, fieldOf(path, name), 'required field is missing');
  }
}

function checkOneOf(
  result: Readonly<Record<string, unknown>>,
  schema: ObjectSchema,
  path: string,
  context: Context,
): void {
  for (const { fields, required } of schema.oneOf ?? []) {
    const set = fields.filter((name) => Object.hasOwn(result, name));
    if (set.length > 1) report(context, path, `only one of ${fields.join(', ')} may be set, got ${set.join(' and ')}`);
    if (set.length === 0 && required === true) report(context, path, `one of ${fields.join(', ')} must be set`);
  }
}

function checkMap(value: unknown, schema: MapSchema, path: string, context: Context): unknown {
  if (!isRecord(value)) return report(context, path, `expected an object, got ${describeType(value)}`);
  const entries = Object.entries(value);
  if (schema.maxProperties !== undefined && entries.length > schema.maxProperties) {
    report(context, path, `must have at most ${schema.maxProperties} entries, has ${entries.length}`);
  }
  const result: Record<string, unknown> = {};
  for (const [key, item] of entries) {
    // Built-in kinds read a null value as the zero value of its type.
    if (item === null && !context.refuseNull && schema.values.type === 'string') defineKey(result, key, '');
    else defineKey(result, key, checkValue(item, schema.values, fieldOf(path, key), context));
  }
  return result;
}

function checkList(value: unknown, schema: ListSchema, path: string, context: Context): unknown {
  if (!Array.isArray(value)) return report(context, path, `expected a list, got ${describeType(value)}`);
  if (schema.minItems !== undefined && value.length < schema.minItems) {
    report(context, path, `must have at least ${schema.minItems} items, has ${value.length}`);
  }
  if (schema.maxItems !== undefined && value.length > schema.maxItems) {
    report(context, path, `must have at most ${schema.maxItems} items, has ${value.length}`);
  }
  const items: unknown[] = value.map((item, index) => checkValue(item, schema.items, itemOf(path, index), context));
  if (schema.uniqueBy !== undefined) checkUnique(items, schema.uniqueBy, path, context);
  return items;
}

function checkUnique(items: readonly unknown[], key: string, path: string, context: Context): void {
  const seen = new Set<unknown>();
  for (const [index, item] of items.entries()) {
    const value = isRecord(item) ? item[key] : undefined;
    if (value === undefined) continue;
    if (seen.has(value)) {
      report(context, fieldOf(itemOf(path, index), key), `duplicate ${key} ${JSON.stringify(value)}`);
    }
    seen.add(value);
  }
}

function report(context: Context, path: string, message: string): undefined {
  if (context.problems.length >= maxProblems) return;
  context.problems.push({ code: 'ICTL0001', severity: 'error', message, path });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
