import assert from 'node:assert/strict';
import { mergePatch } from '../../../../src/objects/patch/merge-patch.ts';

/** The table of RFC 7386, appendix A: original, patch, result. */
const table: readonly [unknown, unknown, unknown][] = [
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [
    ['a', 'b'],
    ['c', 'd'],
    ['c', 'd'],
  ],
  [{ a: 'b' }, ['c'], ['c']],
  [{ a: 'foo' }, null, null],
  [{ a: 'foo' }, 'bar', 'bar'],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
];

describe('JSON merge patches', () => {
  for (const [original, patch, result] of table) {
    it(`make ${JSON.stringify(result)} of ${JSON.stringify(original)} with ${JSON.stringify(patch)}`, () => {
      assert.deepEqual(mergePatch(original, patch), result);
    });
  }

  it('take __proto__ for data', () => {
    const patched = mergePatch({ a: 1 }, JSON.parse('{"__proto__": {"polluted": true}}')) as object;
    assert.equal(JSON.stringify(patched), '{"a":1,"__proto__":{"polluted":true}}');
    assert.equal(Object.getPrototypeOf(patched), Object.prototype);
  });
});
