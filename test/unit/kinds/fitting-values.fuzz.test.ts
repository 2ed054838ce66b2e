// Whatever fits the schema of a kind is judged without an exception, in every version; what is stored of it can be seen
// in every version, and read again. Values are made up from the schemas, by a seed.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeAs } from '../../../src/kinds/decode/decode-object.ts';
import type { Kind } from '../../../src/kinds/kind.ts';
import { kinds } from '../../../src/kinds/registry.ts';
import type { ObjectSchema, Schema, StringSchema } from '../../../src/kinds/schema.ts';

const words = [
  '',
  'a',
  'a.com',
  '*',
  '*.a.com',
  '10.0.0.1',
  '10.0.0.0/8',
  '80',
  'unix:///a',
  'x-a',
  '/a',
  '~',
  '.',
  'a/b',
];
const numbers = [-1, 0, 1, 80, 100, 65_536, 2 ** 31];
const maxDepth = 9;

/** Makes values up that fit a schema; deep down, as little as possible. */
function valuesOf(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  switch (schema.type) {
    case 'string':
      return textsOf(schema);
    case 'integer':
    case 'number':
      return fc.constantFrom(
        ...numbers.filter((one) => one >= (schema.minimum ?? -1) && one <= (schema.maximum ?? 2 ** 31)),
      );
    case 'boolean':
      return fc.boolean();
    case 'int-or-string':
      return fc.constantFrom<unknown>('http', '10%', 80, 0);
    case 'any':
      return fc.constantFrom<unknown>(null, {}, [], 'a', { a: [1] });
    case 'list':
      return fc.array(valuesOf(schema.items, depth + 1), {
        minLength: schema.minItems ?? 0,
        maxLength: depth > maxDepth ? (schema.minItems ?? 0) : 2,
      });
    case 'map':
      return fc.dictionary(fc.constantFrom('a', '80', 'x.io/a', '*'), valuesOf(schema.values, depth + 1), {
        maxKeys: depth > maxDepth ? 0 : 2,
      });
    case 'object':
      return objectsOf(schema, depth);
    default:
      return schema satisfies never;
  }
}

function textsOf({ enum: values, format, minLength = 0 }: StringSchema): fc.Arbitrary<string> {
  if (values !== undefined) return fc.constantFrom(...values);
  if (format === 'duration') return fc.constantFrom('1s', '5ms', '1h30m');
  if (format === 'quantity') return fc.constantFrom('1', '500m', '0', '-1', '1Gi');
  if (format === 'byte') return fc.constantFrom('', 'YQ==');
  if (format === 'date-time') return fc.constant('2026-01-02T03:04:05Z');
  return fc.constantFrom(...words.filter((word) => word.length >= minLength));
}

function objectsOf(schema: ObjectSchema, depth: number): fc.Arbitrary<unknown> {
  const names = Object.keys(schema.fields).filter(
    (name) => depth <= maxDepth || schema.fields[name]?.required === true,
  );
  const needed = names.filter((name) => schema.fields[name]?.required === true);
  // A few fields at a time: all of them at once would exclude each other.
  return fc.subarray(names, { maxLength: Math.min(names.length, 4) }).chain((some) => {
    const chosen = [...new Set([...needed, ...some])];
    return fc.record(
      Object.fromEntries(chosen.map((name) => [name, valuesOf(schema.fields[name]?.schema as Schema, depth + 1)])),
    );
  });
}

async function judge(kind: Kind, value: object, apiVersion: string): Promise<void> {
  const written = { ...value, apiVersion, kind: kind.kind, metadata: { name: 'a' } };
  const { object, problems } = await decodeAs(kind, written, apiVersion);
  if (object === undefined || problems.some(({ severity }) => severity === 'error')) return;
  const module = await kind.load();
  const stored = module.applyDefaults(object);
  module.validateUpdate?.(stored, stored);
  for (const column of kind.columns) assert.equal(typeof column.value(stored), 'string');
  for (const version of kind.served) {
    const view = await decodeAs(kind, module.fromStorage(stored, version), version);
    assert.deepEqual(
      view.problems.filter(({ severity }) => severity === 'error'),
      [],
    );
  }
}

describe('values that fit a schema', function () {
  this.timeout(30_000);

  for (const kind of kinds) {
    it(`are judged, and are seen in every version: ${kind.kind} of ${kind.group || 'core'}`, async () => {
      const { schemas } = await kind.load();
      for (const apiVersion of kind.served) {
        const { apiVersion: _version, kind: _kind, metadata: _metadata, ...fields } = schemas[apiVersion]?.fields ?? {};
        const values = objectsOf({ type: 'object', fields }, 0);
        await fc.assert(
          fc.asyncProperty(values, (value) => judge(kind, value as object, apiVersion)),
          { seed: 42, numRuns: 100 },
        );
      }
    });
  }
});
