import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import { jsonText } from '../../../src/cli/output/json-text.ts';
import { yamlText } from '../../../src/cli/output/yaml-text.ts';

const values = fc.jsonValue({ maxDepth: 4 }).map((value) => ({ value: JSON.parse(JSON.stringify(value)) }));
const unsafe = /(?![\n])[\p{Cc}\p{Bidi_Control}]/u;

describe('YAML and JSON output', () => {
  it('reads as what was written, in this YAML and in the older one, and is safe to print', () => {
    fc.assert(
      fc.property(values, (value) => {
        const yaml = yamlText(value);
        assert.deepEqual(parse(yaml), value);
        assert.deepEqual(parse(yaml, { version: '1.1' }), value);
        assert.doesNotMatch(yaml, unsafe);
        const json = jsonText(value);
        assert.deepEqual(JSON.parse(json), value);
        assert.doesNotMatch(json, unsafe);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it('writes lists and keys as kubectl does', () => {
    assert.equal(
      yamlText({ spec: { hosts: ['*', 'a'], empty: {}, none: [] }, kind: 'X' }),
      'kind: X\nspec:\n  empty: {}\n  hosts:\n  - "*"\n  - a\n  none: []\n',
    );
  });

  it('writes several lines as a block', () => {
    assert.equal(yamlText({ crt: '-----BEGIN\nabc\n' }), 'crt: |\n  -----BEGIN\n  abc\n');
  });
});
