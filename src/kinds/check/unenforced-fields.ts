// Finds fields that were written and that nothing enforces, by what the schema says of them.
import { fieldOf, itemOf } from '../field-path.ts';
import type { Problem } from '../problem.ts';
import type { Enforcement, Schema } from '../schema.ts';

/** What is to be said about the fields of a value that fits the schema. */
export function unenforcedFields(value: unknown, schema: Schema, path = ''): readonly Problem[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    if (schema.type !== 'list') return [];
    return value.flatMap((item, index) => unenforcedFields(item, schema.items, itemOf(path, index)));
  }
  const entries = Object.entries(value);
  if (schema.type === 'map') {
    return entries.flatMap(([key, item]) => unenforcedFields(item, schema.values, fieldOf(path, key)));
  }
  if (schema.type !== 'object') return [];
  return entries.flatMap(([name, item]) => {
    const field = schema.fields[name];
    if (field === undefined) return [];
    const place = fieldOf(path, name);
    // One finding a field: what is inside it is not enforced either.
    return field.enforcement === undefined
      ? unenforcedFields(item, field.schema, place)
      : [unenforced(name, place, field.enforcement)];
  });
}

function unenforced(name: string, path: string, enforcement: Enforcement): Problem {
  return enforcement === 'no-effect'
    ? { code: 'ICTL0011', severity: 'info', message: `${name} has no effect at an ingress gateway`, path }
    : {
        code: 'ICTL0010',
        severity: 'warning',
        message: `accepted but not enforced: ${enforcement.notEnforced}`,
        path,
      };
}
