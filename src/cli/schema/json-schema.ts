// JSON Schema (draft 07, which editors know best) from the schema language. Pure.
import type { Enforcement, Field, ObjectSchema, OneOf, Schema, StringSchema } from '../../kinds/schema.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** Schemas that several fields share are written once, below `definitions`, by a name made of the first path. */
export class JsonSchemas {
  readonly #definitions = new Map<ObjectSchema, { readonly name: string; schema: JsonSchema }>();
  readonly #uses = new Map<ObjectSchema, number>();
  readonly #prefix: string;

  /** @param prefix of the names of definitions, where one document has those of several kinds */
  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  get definitions(): JsonSchema {
    return Object.fromEntries([...this.#definitions.values()].map(({ name, schema }) => [name, schema]));
  }

  /** Returns the JSON Schema of a whole object. */
  of(schema: ObjectSchema): JsonSchema {
    this.#count(schema);
    return this.#object(schema, '', true); // null is absent unless a kind refuses it
  }

  #count(schema: Schema): void {
    if (schema.type === 'list') this.#count(schema.items);
    if (schema.type === 'map') this.#count(schema.values);
    if (schema.type !== 'object') return;
    const uses = this.#uses.get(schema) ?? 0;
    this.#uses.set(schema, uses + 1);
    if (uses === 0) for (const { schema: inner } of Object.values(schema.fields)) this.#count(inner);
  }

  #schema(schema: Schema, path: string, nulls: boolean): JsonSchema {
    switch (schema.type) {
      case 'string':
        return stringSchema(schema);
      case 'integer':
      case 'number':
      case 'boolean':
        return { ...schema };
      case 'int-or-string':
        return { type: ['integer', 'string'] };
      case 'any':
        return {};
      case 'list': {
        const { minItems, maxItems } = schema;
        const items = this.#schema(schema.items, path, nulls);
        return defined({ type: 'array', items, minItems, maxItems });
      }
      case 'map': {
        const { maxProperties } = schema;
        return defined({
          type: 'object',
          additionalProperties: this.#schema(schema.values, path, nulls),
          maxProperties,
        });
      }
      case 'object':
        return this.#shared(schema, path, nulls);
    }
  }

  #shared(schema: ObjectSchema, path: string, nulls: boolean): JsonSchema {
    if ((this.#uses.get(schema) ?? 0) < 2) return this.#object(schema, path, nulls);
    const known = this.#definitions.get(schema);
    if (known !== undefined) return { $ref: `#/definitions/${known.name}` };
    const definition = { name: this.#freeName(`${this.#prefix}${path}`), schema: {} };
    this.#definitions.set(schema, definition);
    definition.schema = this.#object(schema, path, nulls);
    return { $ref: `#/definitions/${definition.name}` };
  }

  /** Two versions may have different schemas at one path. */
  #freeName(wanted: string): string {
    const taken = new Set([...this.#definitions.values()].map(({ name }) => name));
    let name = wanted;
    for (let number = 2; taken.has(name); number++) name = `${wanted}-${number}`;
    return name;
  }

  #object(schema: ObjectSchema, path: string, inheritedNulls: boolean): JsonSchema {
    const nulls = schema.nulls === undefined ? inheritedNulls : schema.nulls === 'absent';
    const fields = Object.entries(schema.fields);
    const required = fields.filter(([, field]) => field.required).map(([name]) => name);
    const properties = fields.map(([name, field]) => [
      name,
      this.#field(field, path === '' ? name : `${path}.${name}`, nulls),
    ]);
    return defined({
      type: 'object',
      properties: Object.fromEntries(properties),
      required: required.length > 0 ? required : undefined,
      additionalProperties: schema.preserveUnknown === true ? undefined : false,
      allOf: schema.oneOf === undefined ? undefined : schema.oneOf.map(oneOfSchema),
    });
  }

  #field(field: Field, path: string, nulls: boolean): JsonSchema {
    const { description, nullable, enforcement } = field;
    const value = this.#schema(field.schema, path, nulls);
    const text = [description, ...enforcementText(enforcement)].join(' ');
    const takesNull = nullable === true || (nulls && !field.required);
    // beside $ref nothing counts in draft 07
    if (value.$ref !== undefined) return { description: text, anyOf: takesNull ? [value, { type: 'null' }] : [value] };
    return { description: text, ...(takesNull ? orNull(value) : value) };
  }
}

function orNull(schema: JsonSchema): JsonSchema {
  const { type, enum: values } = schema;
  if (type === undefined) return schema; // any value
  const types = Array.isArray(type) ? type : [type];
  return { ...schema, type: [...types, 'null'], ...(Array.isArray(values) && { enum: [...values, null] }) };
}

function stringSchema({ enum: values, format, minLength, maxLength, pattern }: StringSchema): JsonSchema {
  const limits = defined({ enum: values, minLength, maxLength, pattern });
  switch (format) {
    case undefined:
      return { type: 'string', ...limits };
    case 'duration': // in JSON Schema that format is another one
      return { type: 'string', pattern: '^[-+]?(0|((\\d+(\\.\\d*)?|\\.\\d+)(ns|us|µs|μs|ms|s|m|h))+)$', ...limits };
    case 'quantity':
      return { type: ['string', 'number'], ...limits };
    case 'byte':
      return { type: 'string', contentEncoding: 'base64', ...limits };
    case 'date-time':
      return { type: 'string', format: 'date-time', ...limits };
  }
}

function oneOfSchema({ fields, required }: OneOf): JsonSchema {
  const each = fields.map((field) => ({ required: [field] }));
  return { oneOf: required === true ? each : [{ not: { anyOf: each } }, ...each] };
}

function enforcementText(enforcement: Enforcement | undefined): readonly string[] {
  if (enforcement === undefined) return [];
  if (enforcement === 'no-effect') return ['Has no effect at a gateway.'];
  return [`Not enforced: ${enforcement.notEnforced}.`];
}

function defined(values: Readonly<Record<string, unknown>>): JsonSchema {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
