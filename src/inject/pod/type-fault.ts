// Where a value has not the type of its schema. Fields that the schema does not have are left alone, and so is what is
// wrong in other ways: that is for an API server to say.
import { fieldOf, itemOf } from '../../kinds/field-path.ts';
import type { Schema } from '../../kinds/schema.ts';
import { isObject } from './json.ts';

/** Returns what is wrong, with the path of the field: `spec.replicas: must be an integer, got text`. */
export function typeFault(value: unknown, schema: Schema, path: string): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (!hasType(value, schema)) return `${path}: must be ${nameOf(schema)}, got ${shown(value)}`;
  if (schema.type === 'list')
    return firstFault(value as unknown[], (item, at) => typeFault(item, schema.items, itemOf(path, at)));
  if (schema.type === 'map') {
    return firstFault(Object.entries(value), ([key, one]) => typeFault(one, schema.values, fieldOf(path, key)));
  }
  if (schema.type !== 'object') return undefined;
  return firstFault(Object.entries(value), ([key, one]) => {
    const field = Object.hasOwn(schema.fields, key) ? schema.fields[key] : undefined;
    return field === undefined ? undefined : typeFault(one, field.schema, fieldOf(path, key));
  });
}

function firstFault<T>(items: readonly T[], check: (item: T, at: number) => string | undefined): string | undefined {
  for (const [at, item] of items.entries()) {
    const fault = check(item, at);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function hasType(value: unknown, schema: Schema): boolean {
  switch (schema.type) {
    case 'string':
      return typeof value === 'string' || (schema.format === 'quantity' && typeof value === 'number');
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'int-or-string':
      return typeof value === 'string' || Number.isInteger(value);
    case 'list':
      return Array.isArray(value);
    case 'map':
    case 'object':
      return isObject(value);
    case 'any':
      return true;
  }
}

function nameOf(schema: Schema): string {
  const names: Readonly<Record<Schema['type'], string>> = {
    string: 'text',
    integer: 'an integer',
    number: 'a number',
    boolean: 'true or false',
    'int-or-string': 'an integer or text',
    list: 'a list',
    map: 'an object',
    object: 'an object',
    any: 'anything',
  };
  return names[schema.type];
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return isObject(value) ? 'an object' : JSON.stringify(value).slice(0, 60);
}
