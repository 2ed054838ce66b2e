// What an API server makes of strategic merge patches (apimachinery, strategicpatch/patch_test.go).
import assert from 'node:assert/strict';
import { kubernetesKinds } from '../../../../src/kinds/kubernetes/kinds.ts';
import { findKindByName } from '../../../../src/kinds/registry.ts';
import { ApiError } from '../../../../src/lib/errors.ts';
import { type MergeRules, mergeRulesOf } from '../../../../src/objects/patch/merge-rules.ts';
import { strategicPatch } from '../../../../src/objects/patch/strategic-patch.ts';

const rules: MergeRules = {
  items: { key: 'name', fields: { sub: { key: 'id' } } },
  set: { set: true },
  whole: { replace: true },
};

const items = (...names: string[]) => names.map((name) => ({ name }));

const cases: readonly [string, Record<string, unknown>, Record<string, unknown>, unknown][] = [
  ['maps are merged, null removes', { m: { a: 1, b: 2 } }, { m: { b: null, c: 3 } }, { m: { a: 1, c: 3 } }],
  ['null removes nothing that is not there', { a: 1 }, { b: null, m: { c: null } }, { a: 1, m: {} }],
  ['a list without rule is replaced', { list: [1, 2] }, { list: [3] }, { list: [3] }],
  ['a map that is replaced', { whole: { a: 1 } }, { whole: { b: 1 } }, { whole: { b: 1 } }],
  [
    'an item is found by its key',
    { items: [{ name: 'a', x: 1 }, { name: 'b' }] },
    { items: [{ name: 'a', y: 2 }] },
    { items: [{ name: 'a', x: 1, y: 2 }, { name: 'b' }] },
  ],
  [
    'a new item stands before those the patch does not name',
    { items: items('a', 'b') },
    { items: items('c') },
    { items: items('c', 'a', 'b') },
  ],
  [
    'the patch decides on the order of what it names',
    { items: items('a', 'b', 'c') },
    { items: items('c', 'a') },
    { items: items('b', 'c', 'a') },
  ],
  [
    'items below items',
    { items: [{ name: 'a', sub: [{ id: 1, v: 1 }] }] },
    { items: [{ name: 'a', sub: [{ id: 1, w: 2 }] }] },
    { items: [{ name: 'a', sub: [{ id: 1, v: 1, w: 2 }] }] },
  ],
  [
    'an item is deleted',
    { items: items('a', 'b') },
    { items: [{ $patch: 'delete', name: 'a' }] },
    { items: items('b') },
  ],
  [
    'deleting what is not there is nothing',
    { a: 1 },
    { items: [{ $patch: 'delete', name: 'a' }] },
    { a: 1, items: [] },
  ],
  [
    'a list is replaced on demand',
    { items: items('a', 'b') },
    { items: [{ name: 'c' }, { $patch: 'replace' }] },
    { items: items('c') },
  ],
  ['a map is replaced on demand', { m: { a: 1 } }, { m: { $patch: 'replace', b: 1 } }, { m: { b: 1 } }],
  ['a map is emptied on demand', { m: { a: 1 } }, { m: { $patch: 'delete' } }, { m: {} }],
  ['a set takes what it lacks', { set: [1, 2] }, { set: [2, 3] }, { set: [1, 2, 3] }],
  ['a set loses what is named', { set: [1, 2, 3] }, { '$deleteFromPrimitiveList/set': [2] }, { set: [1, 3] }],
  [
    'order on demand',
    { items: items('a', 'b', 'c') },
    { '$setElementOrder/items': items('c', 'b', 'a') },
    { items: items('c', 'b', 'a') },
  ],
  [
    'order on demand, with a change and an item nobody names',
    { items: items('a', 'x', 'b') },
    { '$setElementOrder/items': items('b', 'a'), items: [{ name: 'b', v: 1 }] },
    { items: [{ name: 'x' }, { name: 'b', v: 1 }, { name: 'a' }] },
  ],
  ['a union keeps only what is retained', { m: { a: 1, b: 2 } }, { m: { $retainKeys: ['c'], c: 3 } }, { m: { c: 3 } }],
];

const refused: readonly [string, Record<string, unknown>, string][] = [
  ['an item without its key', { items: [{ x: 1 }] }, 'items: an item has no name, by which its items are merged'],
  ['an item that is no map', { items: ['a'] }, 'items: its items must be maps'],
  ['a directive nobody knows', { m: { $patch: 'drop' } }, 'm: $patch may be replace or delete, not "drop"'],
  ['a directive of an item nobody knows', { items: [{ name: 'a', $patch: 'merge' }] }, 'items: $patch of an item'],
  ['what is set and not retained', { m: { $retainKeys: ['a'], b: 1 } }, 'm: b is set, but not in $retainKeys'],
  ['an order that is no list', { '$setElementOrder/items': 'a' }, '$setElementOrder/items must be a list'],
];

describe('strategic merge patches', () => {
  for (const [name, live, patch, expected] of cases) {
    it(name, () => {
      const before = structuredClone(live);
      assert.deepEqual(strategicPatch(live, patch, rules), expected);
      assert.deepEqual(live, before);
    });
  }

  for (const [name, patch, message] of refused) {
    it(`refuse ${name}`, () => {
      assert.throws(
        () => strategicPatch({}, patch, rules),
        (error) => error instanceof ApiError && error.reason === 'BadRequest' && error.message.includes(message),
      );
    });
  }

  it("have rules for each of Kubernetes' kinds, and for no custom resource", () => {
    assert.deepEqual(
      kubernetesKinds.filter((kind) => mergeRulesOf(kind) === undefined).map(({ kind }) => kind),
      [],
    );
    for (const name of ['gateway', 'virtualservice']) {
      const kind = findKindByName(name);
      assert.ok(kind !== undefined && mergeRulesOf(kind) === undefined);
    }
  });
});
