// The schema language: plain data from which types, strict decoding and documentation are made.
// A schema says what an API server's structural schema would say; rules that need more than that are validation.

/**
 * - duration: Go syntax (`1h30m`, `500ms`); `minimumMs` bounds it
 * - quantity: Kubernetes quantity; a number is taken and stored as text
 * - byte: base64
 * - date-time: RFC 3339
 */
export type StringFormat = 'duration' | 'quantity' | 'byte' | 'date-time';

export interface StringSchema<Value extends string = string> {
  readonly type: 'string';
  readonly enum?: readonly Value[];
  readonly format?: StringFormat;
  /** Only with format duration: the least duration allowed. */
  readonly minimumMs?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Source of an anchored JavaScript regular expression. */
  readonly pattern?: string;
}

export interface IntegerSchema {
  readonly type: 'integer';
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface NumberSchema {
  readonly type: 'number';
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface BooleanSchema {
  readonly type: 'boolean';
}

/** A port that may be a number or a name. */
export interface IntOrStringSchema {
  readonly type: 'int-or-string';
}

/** Any value, kept as it is. */
export interface AnySchema {
  readonly type: 'any';
}

export interface ListSchema<Item extends Schema = Schema> {
  readonly type: 'list';
  readonly items: Item;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** Field that names an item; no two items may share its value. */
  readonly uniqueBy?: string;
}

/** An object whose keys the user chooses. */
export interface MapSchema<Value extends Schema = Schema> {
  readonly type: 'map';
  readonly values: Value;
  readonly maxProperties?: number;
}

/** Fields of which at most one, or with `required` exactly one, may be set (a oneof of the API). */
export interface OneOf {
  readonly fields: readonly string[];
  readonly required?: boolean;
}

export interface ObjectSchema<Fields extends FieldTable = FieldTable> {
  readonly type: 'object';
  readonly fields: Fields;
  readonly oneOf?: readonly OneOf[];
  /** Keep fields that are not in the table instead of refusing them. */
  readonly preserveUnknown?: boolean;
  /**
   * What null means below here, in fields that are not nullable: custom resources refuse it, built-in kinds and all
   * metadata read it as absent. Inherited by what is inside; the default is absent.
   */
  readonly nulls?: 'absent' | 'refused';
}

export type Schema =
  | StringSchema
  | IntegerSchema
  | NumberSchema
  | BooleanSchema
  | IntOrStringSchema
  | AnySchema
  | ListSchema
  | MapSchema
  | ObjectSchema;

/**
 * What the embedded proxy does with a field; absent means that it does what Istio does.
 * - no-effect: has no effect at an ingress gateway, in Istio neither
 * - notEnforced: accepted and kept, with a finding, but nothing enforces it yet; says what happens instead
 */
export type Enforcement = 'no-effect' | { readonly notEnforced: string };

export interface Field<Value extends Schema = Schema, Required extends boolean = boolean> {
  readonly schema: Value;
  readonly required: Required;
  /** One line: what the field does to traffic, and the default. */
  readonly description: string;
  /** Null is accepted and means absent, also where nulls are refused (wrapper types of protobuf). */
  readonly nullable?: boolean;
  readonly enforcement?: Enforcement;
}

export type FieldTable = Readonly<Record<string, Field>>;

type FieldOptions = Pick<Field, 'nullable' | 'enforcement'>;

/** Option of a field that nothing enforces yet. */
export function notEnforced(effect: string): FieldOptions {
  return { enforcement: { notEnforced: effect } };
}

/** Option of a field that does nothing at an ingress gateway. */
export const noEffect: FieldOptions = { enforcement: 'no-effect' };

/** An optional field. */
export function field<Value extends Schema>(
  schema: Value,
  description: string,
  options: FieldOptions = {},
): Field<Value, false> {
  return { schema, required: false, description, ...options };
}

/** A field without which the object is refused. */
export function required<Value extends Schema>(
  schema: Value,
  description: string,
  options: FieldOptions = {},
): Field<Value, true> {
  return { schema, required: true, description, ...options };
}

export function object<const Fields extends FieldTable>(
  fields: Fields,
  options: Omit<ObjectSchema, 'type' | 'fields'> = {},
): ObjectSchema<Fields> {
  return { type: 'object', fields, ...options };
}

export function list<Item extends Schema>(
  items: Item,
  options: Pick<ListSchema, 'minItems' | 'maxItems' | 'uniqueBy'> = {},
): ListSchema<Item> {
  return { type: 'list', items, ...options };
}

export function map<Value extends Schema>(
  values: Value,
  options: Pick<MapSchema, 'maxProperties'> = {},
): MapSchema<Value> {
  return { type: 'map', values, ...options };
}

export function string(options: Omit<StringSchema, 'type' | 'enum' | 'minimumMs'> = {}): StringSchema {
  return { type: 'string', ...options };
}

export function oneOfStrings<const Value extends string>(...values: readonly Value[]): StringSchema<Value> {
  return { type: 'string', enum: values };
}

export function duration(options: Pick<StringSchema, 'minimumMs'> = {}): StringSchema {
  return { type: 'string', format: 'duration', ...options };
}

export function integer(options: Omit<IntegerSchema, 'type'> = {}): IntegerSchema {
  return { type: 'integer', ...options };
}

export function number(options: Omit<NumberSchema, 'type'> = {}): NumberSchema {
  return { type: 'number', ...options };
}

export function boolean(): BooleanSchema {
  return { type: 'boolean' };
}

export function intOrString(): IntOrStringSchema {
  return { type: 'int-or-string' };
}

export function any(): AnySchema {
  return { type: 'any' };
}

/** The TypeScript type of the values that a schema accepts, once decoded. */
export type Infer<S> =
  S extends StringSchema<infer Value>
    ? Value
    : S extends IntegerSchema | NumberSchema
      ? number
      : S extends BooleanSchema
        ? boolean
        : S extends IntOrStringSchema
          ? number | string
          : S extends ListSchema<infer Item>
            ? readonly Infer<Item>[]
            : S extends MapSchema<infer Value>
              ? Readonly<Record<string, Infer<Value>>>
              : S extends ObjectSchema<infer Fields>
                ? InferFields<Fields>
                : unknown;

type RequiredKeys<Fields extends FieldTable> = {
  [Key in keyof Fields]: Fields[Key]['required'] extends true ? Key : never;
}[keyof Fields];

type Flat<T> = { [Key in keyof T]: T[Key] };

type InferFields<Fields extends FieldTable> = Flat<
  { readonly [Key in RequiredKeys<Fields>]: Infer<Fields[Key]['schema']> } & {
    readonly [Key in Exclude<keyof Fields, RequiredKeys<Fields>>]?: Infer<Fields[Key]['schema']>;
  }
>;
