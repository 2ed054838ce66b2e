import assert from 'node:assert/strict';
import { dns1123SubdomainFault } from '../../../../src/kinds/metadata/names.ts';
import { validateMetadata } from '../../../../src/kinds/metadata/validate-metadata.ts';
import type { ObjectMeta } from '../../../../src/kinds/object.ts';

function faultyPaths(metadata: Partial<ObjectMeta>): readonly (string | undefined)[] {
  return validateMetadata(metadata as ObjectMeta, dns1123SubdomainFault).map(({ path }) => path);
}

describe('validating metadata', () => {
  it('accepts a name, or a prefix that may end in a hyphen', () => {
    assert.deepEqual(faultyPaths({ name: 'a' }), []);
    assert.deepEqual(faultyPaths({ generateName: 'a-' }), []);
  });

  it('wants a name', () => {
    assert.deepEqual(faultyPaths({}), ['metadata.name']);
  });

  it('names the field, the label and the annotation that is wrong', () => {
    const metadata = {
      name: 'Bad_Name',
      namespace: 'a.b',
      labels: { 'bad key': 'x', ok: 'bad value!', 'example.com/fine': '' },
      annotations: { 'a b': '', 'Example.com/Fine': 'any text' },
    };
    assert.deepEqual(faultyPaths(metadata), [
      'metadata.name',
      'metadata.namespace',
      'metadata.labels["bad key"]',
      'metadata.labels.ok',
      'metadata.annotations["a b"]',
    ]);
  });

  it('refuses more annotations than an API server stores', () => {
    assert.deepEqual(faultyPaths({ name: 'a', annotations: { big: 'x'.repeat(256 * 1024) } }), [
      'metadata.annotations',
    ]);
  });
});
