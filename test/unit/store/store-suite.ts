// What every implementation of the store promises.
import assert from 'node:assert/strict';
import type { ObjectKey, Store } from '../../../src/store/store.ts';

export function keyOf(name: string, namespace = 'default', kind = 'Gateway', group = 'networking.istio.io'): ObjectKey {
  return { group, kind, namespace, name };
}

/** Declares the suite's tests for the stores that `open` makes, each empty and apart from the others. */
export function describeStore(open: () => Promise<Store>): void {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  it('begins empty at revision 0', () => {
    assert.equal(store.revision(), 0);
    assert.deepEqual(store.list(), { revision: 0, objects: [] });
    assert.deepEqual(store.changes(0), []);
  });

  it('gives each write the next revision and each object the revision of its last write', () => {
    const revisions = store.write((transaction) => [
      transaction.put(keyOf('a'), { n: 1 }),
      transaction.put(keyOf('b'), { n: 2 }),
      transaction.put(keyOf('a'), { n: 3 }),
    ]);
    assert.deepEqual(revisions, [1, 2, 3]);
    assert.deepEqual(store.get(keyOf('a')), { key: keyOf('a'), value: { n: 3 }, revision: 3 });
    assert.equal(store.revision(), 3);
  });

  it('lists in key order and by group, kind and namespace', () => {
    store.write((transaction) => {
      transaction.put(keyOf('b'), 1);
      transaction.put(keyOf('a', 'prod'), 2);
      transaction.put(keyOf('a'), 3);
      transaction.put(keyOf('web', 'default', 'Service', ''), 4);
    });
    const names = (filter = {}) =>
      store.list(filter).objects.map(({ key }) => `${key.kind}/${key.namespace}/${key.name}`);
    assert.deepEqual(names(), ['Service/default/web', 'Gateway/default/a', 'Gateway/default/b', 'Gateway/prod/a']);
    assert.deepEqual(names({ kind: 'Gateway', namespace: 'default' }), ['Gateway/default/a', 'Gateway/default/b']);
    assert.deepEqual(names({ group: '' }), ['Service/default/web']);
  });

  it('keeps values as JSON', () => {
    const value = { text: 'ü\u0000\u2028"', list: [1, 1.5, true, null, {}], 'key with.dots': { __proto__x: 1 } };
    store.write((transaction) => transaction.put(keyOf('a'), { ...value, gone: undefined }));
    assert.deepEqual(store.get(keyOf('a'))?.value, value);
  });

  it('logs puts and deletes with the value they concern', () => {
    store.write((transaction) => transaction.put(keyOf('a'), { n: 1 }));
    store.write((transaction) => {
      transaction.put(keyOf('a'), { n: 2 });
      transaction.delete(keyOf('a'));
    });
    assert.deepEqual(
      store.changes(1).map(({ revision, type, key, value }) => [revision, type, key.name, value]),
      [
        [2, 'put', 'a', { n: 2 }],
        [3, 'delete', 'a', { n: 2 }],
      ],
    );
    assert.equal(store.get(keyOf('a')), undefined);
    assert.equal(store.revision(), 3);
  });

  it('takes no revision for the delete of what is not there', () => {
    assert.equal(
      store.write((transaction) => transaction.delete(keyOf('nope'))),
      false,
    );
    assert.equal(store.revision(), 0);
  });

  it('shows a transaction its own writes', () => {
    store.write((transaction) => {
      assert.equal(transaction.revision, 0);
      transaction.put(keyOf('a'), 1);
      assert.equal(transaction.get(keyOf('a'))?.value, 1);
      assert.equal(transaction.list({ kind: 'Gateway' }).length, 1);
      transaction.delete(keyOf('a'));
      assert.equal(transaction.get(keyOf('a')), undefined);
    });
  });

  it('forgets everything a transaction wrote when it throws', () => {
    store.write((transaction) => transaction.put(keyOf('kept'), 1));
    assert.throws(
      () =>
        store.write((transaction) => {
          transaction.put(keyOf('lost'), 1);
          transaction.delete(keyOf('kept'));
          throw new Error('no');
        }),
      /^Error: no$/,
    );
    assert.equal(store.revision(), 1);
    assert.equal(store.get(keyOf('lost')), undefined);
    assert.equal(store.get(keyOf('kept'))?.value, 1);
    assert.equal(store.changes(0).length, 1);
    assert.equal(
      store.write((transaction) => transaction.put(keyOf('next'), 1)),
      2,
    );
  });

  it('compacts the log and refuses to watch from before', () => {
    for (const n of [1, 2, 3]) store.write((transaction) => transaction.put(keyOf('a'), n));
    store.compact(2);
    assert.deepEqual(
      store.changes(2).map(({ revision }) => revision),
      [3],
    );
    assert.throws(() => store.changes(1), { reason: 'Expired', message: 'too old resource version: 1 (3)' });
    assert.equal(store.get(keyOf('a'))?.value, 3);
  });

  it('goes on counting after the whole log was compacted', () => {
    store.write((transaction) => transaction.put(keyOf('a'), 1));
    store.compact(1);
    assert.equal(store.revision(), 1);
    assert.deepEqual(store.changes(1), []);
    assert.throws(() => store.changes(0), { reason: 'Expired' });
    assert.equal(
      store.write((transaction) => transaction.put(keyOf('a'), 2)),
      2,
    );
  });

  it('refuses to watch from a revision that is still to come, as after a reset', () => {
    assert.throws(() => store.changes(7), { reason: 'Expired', message: 'too old resource version: 7 (0)' });
  });

  it('tells subscribers of writes until they leave', () => {
    let told = 0;
    const subscription = store.subscribe(() => {
      told += 1;
    });
    store.write((transaction) => transaction.put(keyOf('a'), 1));
    assert.equal(told, 1);
    store.write(() => undefined);
    assert.equal(told, 1);
    subscription.close();
    store.write((transaction) => transaction.put(keyOf('a'), 2));
    assert.equal(told, 1);
  });
}
