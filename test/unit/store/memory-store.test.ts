import assert from 'node:assert/strict';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import { describeStore, keyOf } from './store-suite.ts';

describe('store in memory', () => {
  describeStore(async () => new MemoryStore());

  it('hands out frozen values and keeps their identity', () => {
    const store = new MemoryStore();
    store.write((transaction) => transaction.put(keyOf('a'), { spec: { hosts: ['*'] } }));
    const value = store.get(keyOf('a'))?.value as { spec: { hosts: string[] } };
    assert.equal(store.list().objects[0]?.value, value);
    assert.throws(() => value.spec.hosts.push('x'), TypeError);
  });
});
