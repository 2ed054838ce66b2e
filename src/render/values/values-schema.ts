// The schema of a chart's values in the form that editors and `helm` read: JSON Schema, with descriptions and defaults.
import type { Field, ObjectSchema, Schema } from '../../kinds/schema.ts';
import { isValues } from './values.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

/** JSON Schema (draft 7, what Helm takes as values.schema.json) of a chart's values. */
export function valuesJsonSchema(title: string, schema: ObjectSchema, defaults: unknown): JsonSchema {
  return { $schema: 'http://json-schema.org/draft-07/schema#', title, ...jsonSchema(schema, defaults) };
}

function jsonSchema(schema: Schema, defaults: unknown): JsonSchema {
  switch (schema.type) {
    case 'object':
      return objectSchema(schema, defaults);
    case 'map':
      return { type: 'object', additionalProperties: jsonSchema(schema.values, undefined), ...withDefault(defaults) };
    case 'list':
      return { type: 'array', items: jsonSchema(schema.items, undefined), ...withDefault(defaults) };
    case 'string':
      // Numbers and booleans are taken as text, see as-printed.ts.
      return schema.enum === undefined
        ? { type: ['string', 'number', 'boolean'], ...withDefault(defaults) }
        : { enum: schema.enum, ...withDefault(defaults) };
    case 'integer':
    case 'number':
      return { type: schema.type, ...boundsOf(schema), ...withDefault(defaults) };
    case 'boolean':
      return { type: 'boolean', ...withDefault(defaults) };
    case 'int-or-string':
      return { type: ['integer', 'string'], ...withDefault(defaults) };
    case 'any':
      return withDefault(defaults);
    default:
      return schema satisfies never;
  }
}

function objectSchema(schema: ObjectSchema, defaults: unknown): JsonSchema {
  const fields = Object.entries(schema.fields);
  const isItem = !isValues(defaults);
  const required = fields.filter(([, field]) => field.required && isItem).map(([name]) => name);
  return {
    type: 'object',
    additionalProperties: schema.preserveUnknown === true,
    properties: Object.fromEntries(
      fields.map(([name, field]) => [name, fieldSchema(field, isValues(defaults) ? defaults[name] : undefined)]),
    ),
    // Where there are defaults nothing has to be written.
    ...(required.length > 0 && { required }),
  };
}

function fieldSchema({ schema, description }: Field, defaults: unknown): JsonSchema {
  return { description, ...jsonSchema(schema, defaults) };
}

function boundsOf({ minimum, maximum }: { readonly minimum?: number; readonly maximum?: number }): JsonSchema {
  return { ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) };
}

function withDefault(value: unknown): JsonSchema {
  return value === undefined ? {} : { default: value };
}
