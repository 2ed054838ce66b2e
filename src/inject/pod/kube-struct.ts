// A Kubernetes object as a template sees it: a struct with Go's field names, whose absent fields read as zero values.
import type { ObjectSchema, Schema } from '../../kinds/schema.ts';
import { formatValue } from '../go-template/format-value.ts';
import { FunctionError } from '../go-template/template-error.ts';
import { fromJson, GoMap, type GoStruct, type GoValue } from '../go-template/value.ts';
import { inGoOrder } from './go-order.ts';
import { isObject, type JsonObject } from './json.ts';
import { isPointerField } from './pod-schema.ts';

/** JSON names that do not follow from Go's. */
const irregular: Readonly<Record<string, string>> = {
  StorageOS: 'storageos',
  DeprecatedServiceAccount: 'serviceAccount',
  WWIDs: 'wwids',
};

/** `HTTPGet` is httpGet, `HostIP` hostIP, `UID` uid. */
export function jsonName(goName: string): string {
  const known = irregular[goName];
  if (known !== undefined) return known;
  return goName.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+$|^[A-Z]/, (capitals) => capitals.toLowerCase());
}

/** Structs that are part of their parent, not behind a pointer: never nil. */
const embedded: ReadonlySet<string> = new Set(['metadata', 'resources', 'spec', 'template']);

export class KubeStruct implements GoStruct {
  readonly struct = true;
  readonly typeName: string;
  readonly isNil: boolean;
  readonly #value: JsonObject;
  readonly #schema: ObjectSchema;

  constructor(value: JsonObject | undefined, schema: ObjectSchema, typeName: string) {
    this.#value = value ?? {};
    this.#schema = schema;
    this.typeName = typeName;
    this.isNil = value === undefined;
  }

  member(name: string): GoValue | undefined {
    const field = jsonName(name);
    const known = Object.hasOwn(this.#schema.fields, field) ? this.#schema.fields[field] : undefined;
    if (known === undefined || !/^[A-Z]/.test(name)) return undefined;
    if (this.isNil) throw new FunctionError(`nil pointer evaluating *${this.typeName}.${name}`);
    const value = this.#value[field] ?? undefined;
    if (value === undefined && embedded.has(field)) return toGo({}, known.schema, name);
    return value === undefined && isPointerField(field) ? null : toGo(value, known.schema, name);
  }

  toPlain(): unknown {
    return portOrSame(this.#value);
  }
}

/** A value of a schema as Go has it; undefined is the zero value. */
function toGo(value: unknown, schema: Schema, name: string): GoValue {
  switch (schema.type) {
    case 'string':
      return value === undefined ? '' : typeof value === 'string' ? value : formatValue(fromJson(value));
    case 'integer':
      return typeof value === 'number' ? BigInt(Math.trunc(value)) : 0n;
    case 'number':
      return typeof value === 'number' ? value : 0;
    case 'boolean':
      return value === true;
    case 'int-or-string':
      return typeof value === 'number' ? BigInt(Math.trunc(value)) : typeof value === 'string' ? value : 0n;
    case 'list':
      return Array.isArray(value) ? value.map((item) => toGo(item, schema.items, name)) : [];
    case 'map': {
      const entries = isObject(value) ? Object.entries(value) : [];
      const zero = schema.values.type === 'string' ? '' : null;
      return new GoMap(
        entries.map(([key, one]) => [key, toGo(one, schema.values, key)]),
        zero,
      );
    }
    case 'object':
      return new KubeStruct(isObject(value) ? value : undefined, schema, `v1.${name.replace(/s$/, '')}`);
    case 'any':
      return fromJson(value);
  }
}

/** As encoding/json writes a port, the only type that templates print; zero values are left out (omitempty). */
function portOrSame(value: JsonObject): unknown {
  if (!('containerPort' in value)) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== null && one !== '' && one !== 0);
  return inGoOrder(Object.fromEntries(entries));
}
