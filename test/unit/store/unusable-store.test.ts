// What the store says about a file it cannot use. It is never silently empty.
import assert from 'node:assert/strict';
import {
  chmodSync,
  chownSync,
  closeSync,
  copyFileSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../../src/lib/sqlite.ts';
import { openSqliteStore } from '../../../src/store/sqlite/open-sqlite-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { keyOf } from './store-suite.ts';

const NOBODY = 65_534;

describe('unusable store file', () => {
  const folder = temporaryFolder();
  const file = () => join(folder(), 'store.db');

  beforeEach(async () => {
    const store = await openSqliteStore(file());
    store.write((transaction) => {
      for (let n = 0; n < 200; n += 1) transaction.put(keyOf(`gateway-${n}`), { text: 'x'.repeat(500) });
    });
    store.close();
  });

  it('says who is in the way when it is locked', async () => {
    const other = await openDatabase(file(), 0);
    other.exec('BEGIN IMMEDIATE');
    const store = await openSqliteStore(file(), { busyTimeoutMs: 20 });
    assert.throws(() => store.write((transaction) => transaction.put(keyOf('a'), 1)), {
      exitCode: 5,
      message: `the store ${file()} is locked by another process`,
    });
    assert.equal(store.list().objects.length, 200, 'reading goes on');
    other.exec('ROLLBACK');
    store.write((transaction) => transaction.put(keyOf('a'), 1));
    store.close();
    other.close();
  });

  it('refuses a file that is empty', async () => {
    writeFileSync(file(), '');
    await refused(/store\.db is damaged: it is empty/);
    assert.equal(statSync(file()).size, 0, 'and leaves it alone');
  });

  it('refuses a file that was cut off', async () => {
    for (const share of [0.9, 0.5, 0.1]) {
      truncateSync(file(), Math.floor(statSync(file()).size * share));
      await refused(/store\.db is damaged: its pages do not fit together/);
    }
    truncateSync(file(), 20);
    await refused(/store\.db is damaged|not a store of ictl/);
  });

  it('refuses a file whose database is gone while its log is there', async () => {
    const store = await openSqliteStore(file());
    store.write((transaction) => transaction.put(keyOf('a'), 1));
    copyFileSync(`${file()}-wal`, `${file()}-kept`);
    store.close();
    rmSync(file());
    copyFileSync(`${file()}-kept`, `${file()}-wal`);
    await refused(/store\.db is damaged: it is gone, but its log/);
  });

  it('finds pages that were overwritten', async () => {
    const descriptor = openSync(file(), 'r+');
    for (let page = 1; page < statSync(file()).size / 4096; page += 1) {
      writeSync(descriptor, Buffer.alloc(4096, 0x55), 0, 4096, page * 4096);
    }
    closeSync(descriptor);
    await refused(/store\.db is damaged: its pages do not fit together/);
  });

  it('finds a value that is not JSON any more', async () => {
    const text = readFileSync(file(), 'latin1');
    writeFileSync(file(), text.replaceAll('{"text":"xxxx', '{"text"X"xxxx'), 'latin1');
    await refused(/store\.db is damaged: Gateway default\/gateway-\d+ is not JSON any more/);
  });

  it('refuses what is no database', async () => {
    writeFileSync(file(), 'hello '.repeat(2000));
    await refused(/store\.db is (damaged|not a store of ictl)/);
  });

  it('refuses a database of another program', async () => {
    rmSync(file());
    const other = await openDatabase(file(), 0);
    other.exec('CREATE TABLE bookmark (url TEXT)');
    other.close();
    await refused(/store\.db is not a store of ictl/);
  });

  it('refuses a store of a newer ictl', async () => {
    const newer = await openDatabase(file(), 0);
    newer.exec('PRAGMA user_version = 2');
    newer.close();
    await refused(/written by a newer ictl \(schema 2; this one knows 1\)/);
  });

  it('refuses a home that is a file', async () => {
    await assert.rejects(openSqliteStore(join(file(), 'store.db')), {
      exitCode: 5,
      message: `${file()} is not a folder`,
    });
  });

  it('says so when it may not be read', async () => {
    chmodSync(file(), 0o000);
    await asNobody(() => refused(/store\.db cannot be opened: permission denied/));
  });

  it('is not taken for a store that is still to be made when its folder may not be entered', async () => {
    chmodSync(folder(), 0o000);
    await asNobody(() => refused(/store\.db cannot be opened: permission denied/));
    chmodSync(folder(), 0o700);
  });

  it('says so when the system cannot make its folder', async function () {
    if (process.platform !== 'linux') this.skip();
    await assert.rejects(openSqliteStore('/proc/nope/home/store.db'), {
      exitCode: 5,
      message: 'the folder /proc/nope/home cannot be made: /proc/nope: there is no such file or folder',
    });
  });

  it('says so when it may not be written', async () => {
    chmodSync(file(), 0o444);
    chmodSync(folder(), 0o555);
    await asNobody(async () => {
      await assert.rejects(
        async () => {
          const store = await openSqliteStore(file());
          try {
            store.write((transaction) => transaction.put(keyOf('a'), 1));
          } finally {
            store.close();
          }
        },
        { exitCode: 5, message: /store\.db (cannot be written: read-only|cannot be opened: permission denied)/ },
      );
    });
    chmodSync(folder(), 0o700);
  });

  it('says so when its folder may not be made', async () => {
    chmodSync(folder(), 0o555);
    await asNobody(() =>
      assert.rejects(openSqliteStore(join(folder(), 'home', 'store.db')), {
        exitCode: 5,
        message: `the folder ${folder()}/home cannot be made: permission denied`,
      }),
    );
    chmodSync(folder(), 0o700);
  });

  it('writes nothing when there is no room', async () => {
    const store = await openSqliteStore(file());
    const before = store.revision();
    store.close();
    const pages = Math.ceil(statSync(file()).size / 4096);
    const full = await openSqliteStore(file(), { maxPages: pages });
    assert.throws(() => full.write((transaction) => transaction.put(keyOf('big'), 'x'.repeat(100_000))), {
      exitCode: 5,
      message: `no room to write the store ${file()}`,
    });
    assert.equal(full.revision(), before);
    assert.equal(full.get(keyOf('big')), undefined);
    full.write((transaction) => transaction.delete(keyOf('gateway-1')));
    full.close();
  });

  /** Permissions do not bind root, which tests may run as. */
  async function asNobody(work: () => Promise<void>): Promise<void> {
    if (process.getuid?.() !== 0) return work();
    chownSync(folder(), NOBODY, NOBODY);
    chownSync(file(), NOBODY, NOBODY);
    process.seteuid?.(NOBODY);
    try {
      await work();
    } finally {
      process.seteuid?.(0);
    }
  }

  async function refused(message: RegExp): Promise<void> {
    await assert.rejects(
      async () => {
        const store = await openSqliteStore(file());
        try {
          store.list();
        } finally {
          store.close();
        }
      },
      (error: Error & { exitCode?: number; hint?: string }) => {
        assert.match(error.message, message);
        assert.equal(error.exitCode, 5);
        assert.ok(error.hint, 'says what to do');
        return true;
      },
    );
  }
});
