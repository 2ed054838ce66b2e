// Kubernetes has hundreds of types, so their schemas are kept as short rows (generated/) and become schemas of the
// schema language when a kind is loaded.
import { kubeObject } from '../kube-schema.ts';
import { objectMeta } from '../object-meta.ts';
import {
  any,
  boolean,
  type Enforcement,
  type Field,
  integer,
  intOrString,
  list,
  map,
  type ObjectSchema,
  object,
  type Schema,
  string,
} from '../schema.ts';

/**
 * A field's type, its description and what the proxy does with it. The type is the name of a type in the same table or
 * of a scalar, then `[]` for a list of it or `{}` for a map of it, then `!` where the field is required:
 * `string`, `ContainerPort[]`, `quantity{}`, `integer!`.
 */
export type CompactField = readonly [type: string, description: string, enforcement?: Enforcement];

/** The fields of each type by name. */
export type CompactTypes = Readonly<Record<string, Readonly<Record<string, CompactField>>>>;

const scalars: ReadonlyMap<string, Schema> = new Map<string, Schema>([
  ['string', string()],
  ['integer', integer()],
  ['boolean', boolean()],
  ['int-or-string', intOrString()],
  ['quantity', string({ format: 'quantity' })],
  ['time', string({ format: 'date-time' })],
  ['bytes', string({ format: 'byte' })],
  ['any', any()],
  ['ObjectMeta', objectMeta],
]);

/** Returns the schema of a type in the table. Types that two fields share are one schema. */
export function expandType(types: CompactTypes, name: string): ObjectSchema {
  return new Expander(types).type(name);
}

/** Returns the schema of a whole object of this kind; apiVersion, kind and metadata are those of every object. */
export function expandKind(types: CompactTypes, name: string): ObjectSchema {
  const { apiVersion: _apiVersion, kind: _kind, metadata: _metadata, ...fields } = expandType(types, name).fields;
  return kubeObject(fields);
}

class Expander {
  readonly #types: CompactTypes;
  readonly #expanded = new Map<string, ObjectSchema>();

  constructor(types: CompactTypes) {
    this.#types = types;
  }

  type(name: string): ObjectSchema {
    const known = this.#expanded.get(name);
    if (known !== undefined) return known;
    const rows = this.#types[name];
    if (rows === undefined) throw new Error(`no Kubernetes type ${name}`);
    const schema = object(Object.fromEntries(Object.entries(rows).map(([field, row]) => [field, this.#field(row)])));
    this.#expanded.set(name, schema);
    return schema;
  }

  #field([type, description, enforcement]: CompactField): Field {
    const required = type.endsWith('!');
    const schema = this.#schema(required ? type.slice(0, -1) : type);
    return { schema, required, description, ...(enforcement === undefined ? {} : { enforcement }) };
  }

  #schema(type: string): Schema {
    if (type.endsWith('[]')) return list(this.#schema(type.slice(0, -2)));
    if (type.endsWith('{}')) return map(this.#schema(type.slice(0, -2)));
    return scalars.get(type) ?? this.type(type);
  }
}
