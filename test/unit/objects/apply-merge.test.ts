import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyMerge } from '../../../src/objects/apply-merge.ts';

const cases: readonly [string, unknown, unknown, unknown, unknown][] = [
  ['what is new is set', {}, { a: 1 }, {}, { a: 1 }],
  ['what is gone is removed', { a: 1, b: 2 }, { a: 1 }, { a: 1, b: 2 }, { a: 1 }],
  ['what others set stays', { a: 1 }, { a: 2 }, { a: 1, theirs: 3 }, { a: 2, theirs: 3 }],
  ['what others changed is set back', { a: 1 }, { a: 1 }, { a: 9 }, { a: 1 }],
  ['what others removed comes back', { a: 1 }, { a: 1 }, {}, { a: 1 }],
  ['what is gone twice is no matter', { a: 1 }, {}, {}, {}],
  [
    'maps are merged at every depth',
    { m: { x: 1, y: 1 } },
    { m: { x: 2 } },
    { m: { x: 1, y: 1, z: 1 } },
    { m: { x: 2, z: 1 } },
  ],
  ['lists are replaced', { l: [1, 2] }, { l: [3] }, { l: [1, 2, 9] }, { l: [3] }],
  ['a map takes the place of a scalar', { a: 1 }, { a: { b: 1 } }, { a: 1 }, { a: { b: 1 } }],
  ['a scalar takes the place of a map', { a: { b: 1 } }, { a: 1 }, { a: { b: 1 } }, { a: 1 }],
  ['without a note nothing is removed', undefined, { a: 1 }, { a: 2, b: 3 }, { a: 1, b: 3 }],
];

describe('merge of apply', () => {
  for (const [name, last, next, live, expected] of cases) {
    it(name, () => assert.deepEqual(applyMerge(last, next, live), expected));
  }

  it('takes names such as __proto__ for data', () => {
    const next = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": 2}');
    const merged = applyMerge({}, next, JSON.parse('{"toString": 3}'));
    assert.equal(JSON.stringify(merged), '{"toString":3,"__proto__":{"polluted":1},"constructor":2}');
    assert.equal(({} as { polluted?: number }).polluted, undefined);
  });

  it('makes of what was applied last and next exactly the next, where nobody else wrote', () => {
    const object = fc
      .dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }))
      .map((one) => JSON.parse(JSON.stringify(one)));
    fc.assert(
      fc.property(object, object, (last, next) => {
        assert.deepEqual(applyMerge(last, next, last), next);
      }),
      { seed: 7 },
    );
  });
});
