// Charts print values into YAML text, which has one spelling for `80` and for "80". So a scalar of another type than the
// chart wants is taken where its text reads as the wanted type: numbers as labels, text from --set-string as ports.
import { defineKey } from '../../kinds/define-key.ts';
import type { Schema } from '../../kinds/schema.ts';
import { isValues, type Values } from './values.ts';

/** Values with every scalar in the type of its schema, where it can be read so. */
export function asPrinted(value: unknown, schema: Schema): unknown {
  switch (schema.type) {
    case 'object':
      return mapEntries(value, (item, key) => {
        const field = Object.hasOwn(schema.fields, key) ? schema.fields[key] : undefined;
        return field === undefined ? item : asPrinted(item, field.schema);
      });
    case 'map':
      return mapEntries(value, (item) => asPrinted(item, schema.values));
    case 'list':
      return Array.isArray(value) ? value.map((item) => asPrinted(item, schema.items)) : value;
    case 'string':
      return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    case 'integer':
    case 'number':
      return typeof value === 'string' && /^-?(?:0|[1-9]\d*)$/.test(value) ? Number(value) : value;
    case 'boolean':
      return value === 'true' || value === 'false' ? value === 'true' : value;
    default:
      return value;
  }
}

function mapEntries(value: unknown, change: (item: unknown, key: string) => unknown): unknown {
  if (!isValues(value)) return value;
  const changed: Values = {};
  for (const [key, item] of Object.entries(value)) defineKey(changed, key, change(item, key));
  return changed;
}
