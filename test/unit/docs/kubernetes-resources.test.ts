import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { kubernetesKinds } from '../../../src/kinds/kubernetes/kinds.ts';
import type { ObjectSchema, Schema } from '../../../src/kinds/schema.ts';
import { packagePath } from '../../../src/lib/package-root.ts';

/** The fields that a user meets first: those of the object and of its spec. */
function fieldsToExplain({ fields }: ObjectSchema): readonly string[] {
  const own = Object.keys(fields).filter((name) => !['apiVersion', 'kind', 'metadata'].includes(name));
  return [...own, ...fieldsOf(fields.spec?.schema)];
}

function fieldsOf(schema: Schema | undefined): readonly string[] {
  return schema?.type === 'object' ? Object.keys(schema.fields) : [];
}

describe('docs/resources', () => {
  for (const kind of kubernetesKinds.filter((one) => one.kind !== 'Pod')) {
    it(`says of each field of ${kind.kind} what happens to it`, async () => {
      const page = readFileSync(packagePath('docs', 'resources', `${kind.hyphenated}.md`), 'utf8');
      const { schemas } = await kind.load();
      const schema = schemas[kind.storageVersion];
      assert.ok(schema !== undefined);
      const unexplained = fieldsToExplain(schema).filter((name) => !new RegExp(`\\b${name}\\b[^\`]*\``).test(page));
      assert.deepEqual(unexplained, []);
    });
  }
});
