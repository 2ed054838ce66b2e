// What commands say where the state folder, its disk or the output cannot be used: in real processes, on real file
// systems. Each time the exit code is 5, the message names the file and what to do, and what was stored is still there.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../src/lib/sqlite.ts';
import { configMap } from '../support/manifests.ts';
import type { RunResult } from '../support/run-ictl.ts';
import { suiteFolder, temporaryFolder } from '../support/temporary-folder.ts';

const program = fileURLToPath(new URL('../support/ictl-process.js', import.meta.url));
const NOBODY = 65_534;

interface Asked {
  readonly args: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Shell commands before it, such as a limit. */
  readonly before?: string;
  readonly after?: string;
  readonly uid?: number;
}

function ask(folder: string, { args, env, stdin = '', before = '', after = '', uid }: Asked): RunResult {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', `${before} "$NODE" "$PROGRAM" ${args} ${after}`], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, NODE: process.execPath, PROGRAM: program, ...env },
    input: stdin,
    encoding: 'utf8',
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  return { exitCode: status ?? -1, stdout, stderr };
}

function refused({ exitCode, stderr, stdout }: RunResult, message: RegExp): void {
  assert.match(stderr, message);
  assert.equal(exitCode, 5, stderr);
  assert.equal(stdout, '');
}

const created = { args: 'create --home home', stdin: configMap('kept', { k: '1' }) };
const another = { args: 'create --home home', stdin: configMap('another', { k: '1' }) };
const large = { args: 'create --home home', stdin: configMap('large', { k: 'x'.repeat(900_000) }) };

describe('unusable state folder', function () {
  this.timeout(60_000);

  describe('on a file that is not the store it was', () => {
    const folder = temporaryFolder();
    const file = () => join(folder(), 'home', 'store.db');
    const rows: readonly { what: string; spoil: () => Promise<void> | void; message: RegExp }[] = [
      {
        what: 'cut off',
        spoil: () => truncateSync(file(), 9000),
        message:
          /^Error: the store \S+store\.db is damaged: its pages do not fit together\nHint: restore a copy of it, or /,
      },
      {
        what: 'empty',
        spoil: () => truncateSync(file(), 0),
        message: /^Error: the store \S+store\.db is damaged: it is empty\nHint: restore a copy of it, or move it away/,
      },
      {
        what: 'no database',
        spoil: () => writeFileSync(file(), 'hello '.repeat(3000)),
        message: /^Error: \S+store\.db is not a store of ictl\nHint: move it away, or name another folder with --home/,
      },
      {
        what: 'of another program',
        spoil: () => change('PRAGMA application_id = 7'),
        message: /^Error: \S+store\.db is not a store of ictl\nHint: move it away, or name another folder with --home/,
      },
      {
        what: 'of a newer ictl',
        spoil: () => change('PRAGMA user_version = 99'),
        message:
          /^Error: the store \S+ was written by a newer ictl \(schema 99; this one knows \d+\)\nHint: upgrade ictl/,
      },
    ];

    for (const { what, spoil, message } of rows) {
      it(`${what}: refuses to read and to write, and leaves it alone`, async () => {
        assert.equal(ask(folder(), created).exitCode, 0);
        await spoil();
        const before = hash(file());
        refused(ask(folder(), another), message);
        refused(ask(folder(), { args: 'get cm --home home' }), message);
        assert.equal(hash(file()), before);
      });
    }

    async function change(sql: string): Promise<void> {
      const database = await openDatabase(file(), 0);
      database.exec(sql);
      database.close();
    }
  });

  describe('with a file size limit', () => {
    const folder = temporaryFolder();

    it('writes nothing that does not fit, and all that fits', () => {
      assert.equal(ask(folder(), created).exitCode, 0);
      refused(
        ask(folder(), { ...large, before: 'ulimit -f 60;' }),
        /^Error: the store \S+ cannot be read or written: input\/output error\nHint: see whether a quota or a file size limit \(ulimit -f\)/,
      );
      keepsWhatWasThere(folder());
    });
  });

  describe('that this user may not use', () => {
    const folder = temporaryFolder();
    const rows: readonly { what: string; arrange: () => void; asked: Asked; message: RegExp }[] = [
      {
        what: 'the folder cannot be made',
        arrange: () => chmodSync(folder(), 0o555),
        asked: another,
        message: /^Error: the folder \S+home cannot be made: permission denied\nHint: name another folder with --home/,
      },
      {
        what: 'HOME cannot be written',
        arrange: () => chmodSync(folder(), 0o555),
        asked: { ...another, args: 'create' },
        message:
          /^Error: the folder \S+\/\.local\/state\/ictl cannot be made: \S+\/\.local: permission denied\nHint: name/,
      },
      {
        what: 'the folder may not be entered',
        arrange: () => {
          mkdirSync(join(folder(), 'home'), { mode: 0o700 });
          chmodSync(folder(), 0o755);
        },
        asked: { args: 'get cm --home home' },
        message: /^Error: the store \S+ cannot be opened: permission denied\nHint: see who owns it with ls -l /,
      },
      {
        what: 'the lock of the server cannot be made',
        arrange: () => {
          mkdirSync(join(folder(), 'home'), { mode: 0o555 });
          chmodSync(folder(), 0o755);
        },
        asked: { args: 'serve --home home --port 80=0 --port 443=0' },
        message:
          /^Error: the lock \S+serve\.lock cannot be opened: permission denied\nHint: see who owns it with ls -l /,
      },
      {
        what: 'a key cannot be written',
        arrange: () => chmodSync(folder(), 0o555),
        asked: { args: 'cert gen --cn a.example --out-dir .' },
        message: /^Error: cannot open \S*tls\.key: permission denied\nHint: see who owns it with ls -ld/,
      },
    ];

    before(function () {
      // Only root can be somebody else, and the tests' files must be open to that one.
      if (process.getuid?.() !== 0 || spawnSync('cat', [program], { uid: NOBODY }).status !== 0) this.skip();
    });

    for (const { what, arrange, asked, message } of rows) {
      it(`says that ${what}`, () => {
        arrange();
        refused(ask(folder(), { ...asked, uid: NOBODY }), message);
        chmodSync(folder(), 0o700);
      });
    }
  });

  describe('on a disk of its own', () => {
    after(() => spawnSync('umount', ['--lazy', disk])); // before its folder is removed
    const disk = join(suiteFolder(), 'disk');
    const home = join(disk, 'home');
    const full = /^Error: no room to write the store \S+store\.db\nHint: free space on that disk; nothing was written/;

    before(function () {
      mkdirSync(disk);
      const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=300k', 'tmpfs', disk]);
      if (mounted.status !== 0) this.skip(); // not on Linux, or not root
    });
    beforeEach(() => {
      rmSync(join(disk, 'fill'), { force: true });
      rmSync(home, { recursive: true, force: true });
      assert.equal(ask(disk, created).exitCode, 0);
    });

    it('writes nothing that does not fit', () => {
      refused(ask(disk, large), full);
      keepsWhatWasThere(disk);
    });

    it('reads what is there when the disk is full, writes nothing, and goes on when there is room', () => {
      fill();
      refused(ask(disk, another), full);
      refused(
        ask(disk, { ...another, args: 'create --home new' }),
        /^Error: no room to write the store \S+new\/store\.db/,
      );
      refused(ask(disk, { args: 'serve --home home --port 80=0' }), /^Error: no room to write the lock \S+serve\.lock/);
      keepsWhatWasThere(disk);
      assert.ok(!existsSync(join(disk, 'new', 'store.db')));
      rmSync(join(disk, 'fill'));
      assert.equal(ask(disk, another).exitCode, 0);
      keepsWhatWasThere(disk);
    });

    it('reads what is there when the disk is read-only', () => {
      execFileSync('mount', ['-o', 'remount,ro', disk]);
      try {
        refused(
          ask(disk, another),
          /^Error: the store \S+ cannot be written: read-only\nHint: make the file and its folder/,
        );
        refused(
          ask(disk, { args: 'serve --home home' }),
          /^Error: the lock \S+ cannot be written: read-only\nHint: make/,
        );
        keepsWhatWasThere(disk);
      } finally {
        execFileSync('mount', ['-o', 'remount,rw', disk]);
      }
    });

    function fill(): void {
      spawnSync('dd', ['if=/dev/zero', `of=${join(disk, 'fill')}`, 'bs=1k']);
    }
  });

  it('says that the output is not written', function () {
    if (!existsSync('/dev/full')) this.skip();
    refused(
      ask('/', { args: 'version', after: '> /dev/full' }),
      /^Error: cannot write to standard output: no space left on the device$/m,
    );
  });
});

function keepsWhatWasThere(folder: string): void {
  const { stdout, stderr } = ask(folder, { args: 'get cm --home home -o name' });
  assert.match(stdout, /kept/, stderr);
  assert.doesNotMatch(stdout, /large/);
}

function hash(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
