import type { Kind } from '../../kinds/kind.ts';
import type { ObjectSchema } from '../../kinds/schema.ts';
import { kindSummaries } from '../explain/kind-summaries.ts';
import { type JsonSchema, JsonSchemas } from './json-schema.ts';

const draft = 'http://json-schema.org/draft-07/schema#';

/** One document for a kind in some of its versions, the whole of it or one of several in a document. */
export async function kindSchema(kind: Kind, versions: readonly string[] = kind.served): Promise<JsonSchema> {
  const { body, definitions } = await kindBody(kind, versions, '');
  return { $schema: draft, title: kind.kind, ...body, ...(Object.keys(definitions).length > 0 && { definitions }) };
}

/** One document for objects of any kind: apiVersion and kind say which schema holds. */
export async function anyKindSchema(kinds: readonly Kind[]): Promise<JsonSchema> {
  const definitions: Record<string, unknown> = {};
  for (const kind of kinds) {
    const made = await kindBody(kind, kind.served, `${nameOf(kind)}.`);
    Object.assign(definitions, { [nameOf(kind)]: { title: kind.kind, ...made.body } }, made.definitions);
  }
  return {
    $schema: draft,
    title: 'Resource',
    ...chosenBy(kinds, (kind) => `#/definitions/${nameOf(kind)}`),
    definitions,
  };
}

/** The same, for a folder with a file for each kind. */
export function anyFileSchema(kinds: readonly Kind[]): JsonSchema {
  return { $schema: draft, title: 'Resource', ...chosenBy(kinds, fileOf) };
}

/** `gateway.json`; two kinds of one name in different groups do not meet here. */
export function fileOf(kind: Kind): string {
  return `${kind.singular}.json`;
}

function chosenBy(kinds: readonly Kind[], refOf: (kind: Kind) => string): JsonSchema {
  return {
    type: 'object',
    required: ['apiVersion', 'kind'],
    properties: { kind: { enum: [...new Set(kinds.map(({ kind }) => kind))] } },
    allOf: kinds.map((kind) => ({
      if: {
        required: ['apiVersion', 'kind'],
        properties: { apiVersion: { enum: kind.served }, kind: { const: kind.kind } },
      },
      // biome-ignore lint/suspicious/noThenProperty: JSON Schema's word
      then: { $ref: refOf(kind) },
    })),
  };
}

function nameOf({ kind, group }: Kind): string {
  return group === '' ? kind : `${group}.${kind}`;
}

async function kindBody(
  kind: Kind,
  versions: readonly string[],
  prefix: string,
): Promise<{ readonly body: JsonSchema; readonly definitions: JsonSchema }> {
  const { schemas: known } = await kind.load();
  const byVersion = versions.flatMap((version) => {
    const schema = known[version];
    return schema === undefined ? [] : [{ version, schema }];
  });
  const distinct = [...new Set(byVersion.map(({ schema }) => schema))];
  const schemas = new JsonSchemas(prefix);
  const bodies = distinct.map((schema) => {
    const own = byVersion.filter((one) => one.schema === schema).map(({ version }) => version);
    return identified(schemas.of(withoutIdentity(schema)), kind, own);
  });
  const description = kindSummaries[kind.kind] ?? '';
  const [only] = bodies;
  const body = bodies.length === 1 && only !== undefined ? only : severalVersions(bodies, versions);
  return { body: { description, ...body }, definitions: schemas.definitions };
}

/** Versions that differ: apiVersion says which of them holds. */
function severalVersions(bodies: readonly JsonSchema[], versions: readonly string[]): JsonSchema {
  return {
    type: 'object',
    required: ['apiVersion', 'kind'],
    properties: { apiVersion: { enum: versions } },
    allOf: bodies.map((body) => {
      const { apiVersion } = body.properties as Readonly<Record<string, unknown>>;
      // biome-ignore lint/suspicious/noThenProperty: JSON Schema's word
      return { if: { required: ['apiVersion'], properties: { apiVersion } }, then: body };
    }),
  };
}

function withoutIdentity(schema: ObjectSchema): ObjectSchema {
  const { apiVersion: _apiVersion, kind: _kind, ...fields } = schema.fields;
  return { ...schema, fields };
}

/** apiVersion and kind as the values they must have. */
function identified(body: JsonSchema, { kind }: Kind, versions: readonly string[]): JsonSchema {
  const properties = body.properties as JsonSchema;
  const required = (body.required ?? []) as readonly string[];
  return {
    ...body,
    required: ['apiVersion', 'kind', ...required],
    properties: {
      apiVersion: { description: 'API group and version.', enum: versions },
      kind: { description: 'Kind of the object.', const: kind },
      ...properties,
    },
  };
}
