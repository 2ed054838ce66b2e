import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteStore } from '../../../src/store/sqlite/open-sqlite-store.ts';
import type { Transaction } from '../../../src/store/store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { describeStore, keyOf } from './store-suite.ts';

describe('store in SQLite', () => {
  const folder = temporaryFolder();
  const file = () => join(folder(), 'home', 'store.db');

  describe('as every store', () => describeStore(() => openSqliteStore(file())));

  it('keeps its state when it is opened again', async () => {
    const first = await openSqliteStore(file());
    first.write((transaction) => transaction.put(keyOf('a'), { n: 1 }));
    first.close();
    const second = await openSqliteStore(file());
    assert.deepEqual(second.get(keyOf('a')), { key: keyOf('a'), value: { n: 1 }, revision: 1 });
    assert.equal(second.changes(0).length, 1);
    second.close();
  });

  it('writes the first objects once, in the transaction that creates it', async () => {
    const initialize = async () => (transaction: Transaction) => void transaction.put(keyOf('first'), 1);
    (await openSqliteStore(file(), { initialize })).close();
    const again = await openSqliteStore(file(), { initialize });
    assert.equal(again.revision(), 1);
    again.close();
  });

  it('leaves nothing behind when the first objects cannot be written', async () => {
    const initialize = async () => () => {
      throw new Error('no templates');
    };
    await assert.rejects(openSqliteStore(file(), { initialize }), /no templates/);
    assert.deepEqual(readdirSync(join(folder(), 'home')), []);
  });

  it('is made once when several make it at the same time', async () => {
    const stores = await Promise.all(
      [1, 2, 3, 4].map((n) =>
        openSqliteStore(file(), {
          initialize: async () => (transaction) => void transaction.put(keyOf('first'), n),
        }),
      ),
    );
    assert.equal(new Set(stores.map((store) => store.get(keyOf('first'))?.value)).size, 1);
    for (const store of stores) store.close();
  });

  it('gives files and folder to nobody else, whatever the umask', async () => {
    const umask = process.umask(0);
    try {
      const store = await openSqliteStore(file());
      store.write((transaction) => transaction.put(keyOf('a'), 1));
      const modes = readdirSync(join(folder(), 'home')).map((name) => modeOf(join(folder(), 'home', name)));
      assert.ok(modes.length >= 2, 'the log stands beside the store');
      assert.deepEqual(new Set(modes), new Set([0o600]));
      assert.equal(modeOf(join(folder(), 'home')), 0o700);
      store.close();
    } finally {
      process.umask(umask);
    }
  });

  it('leaves the rights of a folder that is there already', async () => {
    mkdirSync(join(folder(), 'home'), { mode: 0o755 });
    (await openSqliteStore(file())).close();
    assert.equal(modeOf(join(folder(), 'home')), 0o755);
  });

  it('moves its log into the file when it closes, so that a copy of the file is whole', async () => {
    const store = await openSqliteStore(file());
    store.write((transaction) => transaction.put(keyOf('a'), 1));
    store.close();
    assert.equal(statSync(`${file()}-wal`).size, 0);
    copyFileSync(file(), join(folder(), 'copy.db'));
    const copy = await openSqliteStore(join(folder(), 'copy.db'));
    assert.equal(copy.get(keyOf('a'))?.value, 1);
    copy.close();
  });

  it('closes at once while another reads', async () => {
    const reader = await openSqliteStore(file());
    const writer = await openSqliteStore(file());
    writer.write((transaction) => transaction.put(keyOf('a'), 1));
    writer.close();
    assert.equal(reader.get(keyOf('a'))?.value, 1);
    reader.close();
  });

  it('sees what another connection wrote, and is told of it', async () => {
    const reader = await openSqliteStore(file());
    const writer = await openSqliteStore(file());
    const told = new Promise<void>((resolve) => reader.subscribe(resolve));
    writer.write((transaction) => transaction.put(keyOf('a'), 1));
    await told;
    assert.equal(reader.get(keyOf('a'))?.value, 1);
    reader.close();
    writer.close();
  });

  it('looks for changes at once when asked to', async () => {
    const reader = await openSqliteStore(file());
    const writer = await openSqliteStore(file());
    let told = 0;
    const subscription = reader.subscribe(() => {
      told += 1;
    });
    writer.write((transaction) => transaction.put(keyOf('a'), 1));
    subscription.check();
    assert.equal(told, 1);
    reader.close();
    writer.close();
  });

  describe('log', () => {
    it('keeps the newest changes and no more, and says "too old" of what is before', async () => {
      const store = await openSqliteStore(file(), { logBounds: { changes: 500, bytes: 1e9 } });
      for (let n = 0; n < 1200; n += 100) {
        store.write((transaction) => {
          for (let m = 0; m < 100; m += 1) transaction.put(keyOf(`a-${m}`), { n: n + m });
        });
      }
      // Looked at when the revision passed 1000, and not again since.
      assert.deepEqual([store.changes(501).length, store.changes(501)[0]?.revision], [699, 502]);
      assert.throws(() => store.changes(499), { reason: 'Expired', message: 'too old resource version: 499 (1200)' });
      assert.equal(store.list().objects.length, 100);
      store.close();
    });

    it('keeps no more bytes than it may, whatever the size of a change', async () => {
      const store = await openSqliteStore(file(), { logBounds: { changes: 1e6, bytes: 250_000 } });
      for (let n = 0; n < 20; n += 1) {
        store.write((transaction) => transaction.put(keyOf('large'), `${n}${'x'.repeat(100_000)}`));
      }
      assert.deepEqual(
        store.changes(18).map(({ revision }) => revision),
        [19, 20],
      );
      assert.throws(() => store.changes(17), { reason: 'Expired' });
      store.close();
      assert.ok(statSync(file()).size < 600_000, `${statSync(file()).size} bytes`);
    });

    it('drops even the newest change where that alone is too large', async () => {
      const store = await openSqliteStore(file(), { logBounds: { changes: 10, bytes: 1000 } });
      store.write((transaction) => transaction.put(keyOf('large'), 'x'.repeat(100_000)));
      assert.deepEqual(store.changes(1), []);
      assert.equal(String(store.get(keyOf('large'))?.value).length, 100_000);
      store.close();
    });
  });

  it('gives room back to the disk when it is shrunk, and goes on counting', async () => {
    const store = await openSqliteStore(file());
    for (let n = 0; n < 20; n += 1) store.write((transaction) => transaction.put(keyOf('a'), 'x'.repeat(50_000)));
    store.shrink();
    assert.ok(statSync(file()).size < 150_000, `${statSync(file()).size} bytes`);
    assert.equal(statSync(`${file()}-wal`).size, 0);
    assert.deepEqual([store.revision(), store.changes(20)], [20, []]);
    assert.throws(() => store.changes(19), { reason: 'Expired' });
    store.close();
  });

  it('is copied while it is in use', async () => {
    const store = await openSqliteStore(file());
    store.write((transaction) => transaction.put(keyOf('a'), 1));
    store.backup(join(folder(), "it's a copy.db"));
    store.write((transaction) => transaction.put(keyOf('b'), 1));
    const copy = await openSqliteStore(join(folder(), "it's a copy.db"));
    assert.deepEqual(
      copy.list().objects.map(({ key }) => key.name),
      ['a'],
    );
    assert.equal(copy.changes(0).length, 1);
    assert.equal(modeOf(join(folder(), "it's a copy.db")), 0o600);
    assert.throws(() => store.backup(join(folder(), "it's a copy.db")), { code: 'EEXIST' });
    copy.close();
    store.close();
  });
});

function modeOf(path: string): number {
  return statSync(path).mode & 0o777;
}
