import type { Schema } from '../../kinds/schema.ts';
import { formatValue } from '../go-template/format-value.ts';
import { fromJson } from '../go-template/value.ts';
import { isObject } from '../pod/json.ts';

/**
 * Returns a value with texts where the schema has texts: Istio 0.8 read YAML by the type of the field, so that
 * `- 15001` in args is a text, and nothing at all an empty one.
 */
export function asTexts(value: unknown, schema: Schema): unknown {
  if (schema.type === 'string' && (typeof value === 'number' || typeof value === 'boolean')) {
    return formatValue(fromJson(value));
  }
  if (schema.type === 'list' && Array.isArray(value)) {
    return value.map((item) => (item === null && schema.items.type === 'string' ? '' : asTexts(item, schema.items)));
  }
  if (!isObject(value)) return value;
  if (schema.type === 'map') return mapFields(value, () => schema.values);
  if (schema.type !== 'object') return value;
  return mapFields(value, (name) => (Object.hasOwn(schema.fields, name) ? schema.fields[name]?.schema : undefined));
}

function mapFields(
  value: Record<string, unknown>,
  schemaOf: (name: string) => Schema | undefined,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => {
      const schema = schemaOf(name);
      return [name, schema === undefined ? one : asTexts(one, schema)];
    }),
  );
}
