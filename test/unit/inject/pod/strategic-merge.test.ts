import assert from 'node:assert/strict';
import type { JsonObject } from '../../../../src/inject/pod/json.ts';
import { PatchError, strategicMerge } from '../../../../src/inject/pod/strategic-merge.ts';

const names = (value: unknown) => (value as { name: string }[]).map(({ name }) => name).join(' ');
const list = (text: string) => text.split(' ').map((name) => ({ name }));

describe('strategic merge of pods', () => {
  /** Names in the pod, in the patch, and in the result. */
  const orders: readonly (readonly [original: string, patch: string, merged: string])[] = [
    ['app', 'proxy', 'proxy app'],
    ['a b', 'b', 'a b'],
    ['a b', 'a', 'a b'],
    ['a b c', 'c a', 'b c a'],
    ['own shared', 'first shared last', 'first own shared last'],
    ['x shared y', 'p shared q', 'p x shared q y'],
  ];
  for (const [original, patch, merged] of orders) {
    it(`merges containers ${patch} into ${original} as ${merged}`, () => {
      const result = strategicMerge({ containers: list(original) }, { containers: list(patch) });
      assert.equal(names(result.containers), merged);
    });
  }

  it('merges items of lists that have a key field by field', () => {
    const result = strategicMerge(
      { containers: [{ name: 'a', image: 'old', env: [{ name: 'X', value: '1' }], args: ['1', '2'] }] },
      { containers: [{ name: 'a', image: 'new', env: [{ name: 'Y', value: '2' }], args: ['3'] }] },
    );
    assert.deepEqual(result, {
      containers: [
        {
          name: 'a',
          image: 'new',
          env: [
            { name: 'Y', value: '2' },
            { name: 'X', value: '1' },
          ],
          args: ['3'],
        },
      ],
    });
  });

  it('replaces other lists, merges objects, and lets null remove a field', () => {
    assert.deepEqual(
      strategicMerge(
        { tolerations: [{ key: 'a' }], nodeSelector: { disk: 'ssd', zone: 'a' }, hostname: 'h' },
        {
          tolerations: [{ key: 'b' }],
          nodeSelector: { disk: null, rack: '1' },
          hostname: null,
          securityContext: { x: null },
        },
      ),
      { tolerations: [{ key: 'b' }], nodeSelector: { zone: 'a', rack: '1' }, securityContext: {} },
    );
  });

  it('changes neither of the two', () => {
    const original = Object.freeze({ volumes: Object.freeze([Object.freeze({ name: 'a' })]) });
    const patch = Object.freeze({ volumes: Object.freeze([Object.freeze({ name: 'a', emptyDir: null })]) });
    assert.deepEqual(strategicMerge(original, patch), { volumes: [{ name: 'a' }] });
  });

  it('carries out the directives of a patch', () => {
    const pod = {
      containers: [{ name: 'a', image: '1' }, { name: 'b' }, { name: 'c' }],
      securityContext: { runAsUser: 1, runAsGroup: 2 },
    };
    const patched = (patch: JsonObject) => strategicMerge(pod, patch);
    assert.deepEqual(patched({ containers: [{ name: 'b', $patch: 'delete' }, { name: 'd' }] }).containers, [
      { name: 'd' },
      { name: 'a', image: '1' },
      { name: 'c' },
    ]);
    assert.deepEqual(patched({ containers: [{ $patch: 'replace' }, { name: 'a', tty: true }] }).containers, [
      { name: 'a', tty: true },
    ]);
    assert.deepEqual(patched({ securityContext: { $patch: 'replace', runAsUser: 3 } }).securityContext, {
      runAsUser: 3,
    });
    assert.deepEqual(patched({ securityContext: { $patch: 'delete' } }).securityContext, {});
  });

  it('refuses what it does not carry out', () => {
    assert.throws(() => strategicMerge({}, { containers: [{ name: 'a', $patch: 'merge' }] }), PatchError);
    assert.throws(() => strategicMerge({}, { containers: [{ $patch: 'delete' }] }), PatchError);
    assert.throws(() => strategicMerge({}, { securityContext: { $patch: 'keep' } }), PatchError);
    assert.throws(() => strategicMerge({}, { $retainKeys: ['a'] }), PatchError);
    assert.throws(() => strategicMerge({}, { containers: [{ image: 'a' }] }), PatchError);
  });
});
