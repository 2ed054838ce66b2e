import assert from 'node:assert/strict';
import { copyFileSync, existsSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../src/lib/sqlite.ts';
import { run } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('config', () => {
  const folder = temporaryFolder();
  const home = () => join(folder(), 'home');
  const ictl = (args: string, options = {}) => run(home(), args, { cwd: folder(), ...options });
  const objects = async (at = home()) => (await run(at, 'get ns,svc -A -o name')).stdout;

  beforeEach(async () => {
    await ictl('create namespace one');
  });

  it('says where the state is, how large, and what it holds', async () => {
    const { stdout, exitCode } = await ictl('config');
    assert.equal(exitCode, 0);
    assert.match(stdout, /^State folder: {2}\/.*\/home \(ICTL_HOME\)\nStore: +\S+\/store\.db \(\d+ KiB/);
    assert.match(stdout, /\nRevision: +7, the last 7 changes are kept\nObjects: +7: .*3 Namespace/);
    assert.match(stdout, /\nServer: +none runs\n$/);
    const { store } = JSON.parse((await ictl('config -o json')).stdout);
    assert.deepEqual([store.revision, store.schemaVersion, store.objects.Namespace], [7, 1, 3]);
  });

  it('makes no store by looking', async () => {
    const { stdout } = await ictl('config --home elsewhere');
    assert.match(stdout, /elsewhere \(--home\)\nStore: +none yet/);
    assert.ok(!existsSync(join(folder(), 'elsewhere')));
  });

  it('writes a copy for its owner only, and never over a file unasked', async () => {
    assert.match((await ictl('config backup copy.db')).stdout, /^Wrote revision 7 to copy\.db \(\d+ KiB\)\n$/);
    assert.equal(statSync(join(folder(), 'copy.db')).mode & 0o777, 0o600);
    const again = await ictl('config backup copy.db');
    assert.equal(again.exitCode, 4);
    assert.match(again.stderr, /overwrite it with --force/);
    assert.equal((await ictl('config backup --force copy.db')).exitCode, 0);
    assert.deepEqual(readdirSync(folder()).sort(), ['copy.db', 'home']);
  });

  it('restores what was there, by changes of their own', async () => {
    await ictl('config backup copy.db');
    const before = await objects();
    await ictl('delete namespace one');
    await ictl('create namespace two');
    const dry = await ictl('config restore copy.db --dry-run');
    assert.equal(dry.stdout, 'Would restore revision 7 of copy.db: 1 written, 1 deleted, 6 unchanged\n');
    const { stdout } = await ictl('config restore copy.db');
    assert.equal(stdout, 'Restored revision 7 of copy.db: 1 written, 1 deleted, 6 unchanged, now revision 11\n');
    assert.equal(await objects(), before);
    assert.match((await ictl('config restore copy.db')).stdout, /0 written, 0 deleted, 7 unchanged, now revision 11/);
  });

  it('restores into a folder that has no store yet', async () => {
    await ictl('config backup copy.db');
    const other = join(folder(), 'other');
    assert.equal((await ictl(`config restore copy.db --home ${other}`)).exitCode, 0);
    assert.equal(await objects(other), await objects());
  });

  it('drops the log when it compacts, and keeps objects and revisions', async () => {
    const before = await objects();
    assert.match((await ictl('config compact')).stdout, /^Dropped 7 changes: \d+ KiB before, \d+ KiB now\n$/);
    assert.equal(await objects(), before);
    assert.match((await ictl('config')).stdout, /Revision: +7, the last 0 changes/);
  });

  it('says on a terminal what it is doing, and cleans the line', async () => {
    const { stderr } = await ictl('config backup copy.db', { isTTY: true });
    assert.equal(stderr, 'copying the store …\r\u001b[K');
    assert.equal((await ictl('config backup --force copy.db')).stderr, '');
  });

  const damages: readonly (readonly [what: string, damage: (file: string) => void | Promise<void>, message: RegExp])[] =
    [
      ['is no store', (file) => writeFileSync(file, 'nothing like it'), /is not a store of ictl/],
      ['is cut short', (file) => truncateSync(file, statSync(file).size - 20_000), /is damaged/],
      ['is of a newer ictl', (file) => execute(file, 'PRAGMA user_version = 99'), /written by a newer ictl/],
      [
        'holds what is not JSON',
        (file) => execute(file, "UPDATE object SET value = '{' WHERE kind = 'Service'"),
        /is damaged: Service/,
      ],
    ];
  for (const [what, damage, message] of damages) {
    it(`restores nothing of a copy that ${what}`, async () => {
      await ictl('config backup copy.db');
      await damage(join(folder(), 'copy.db'));
      const before = await objects();
      const { stderr, exitCode } = await ictl('config restore copy.db');
      assert.match(stderr, message);
      assert.match(stderr, /Hint: name a file that ictl config backup has written; nothing was restored/);
      assert.equal(exitCode, 5);
      assert.equal(await objects(), before);
    });
  }

  const mistakes: readonly [string, number, RegExp][] = [
    ['config backup copy.db --home elsewhere', 4, /there is no store in/],
    ['config backup nowhere/copy.db', 3, /nowhere/],
    ['config restore nowhere.db', 3, /open nowhere\.db: no such file or directory/],
    ['config restore .', 3, /is not a file/],
    ['config bakcup x', 2, /did you mean ictl config backup\?/],
  ];
  for (const [args, exitCode, message] of mistakes) {
    it(`refuses ${args}`, async () => {
      const result = await ictl(args);
      assert.match(result.stderr, message);
      assert.equal(result.exitCode, exitCode);
    });
  }

  it('takes a plain copy of the file, too', async () => {
    copyFileSync(join(home(), 'store.db'), join(folder(), 'plain.db'));
    await ictl('delete namespace one');
    assert.match((await ictl('config restore plain.db')).stdout, /1 written, 0 deleted/);
  });
});

async function execute(file: string, sql: string): Promise<void> {
  const database = await openDatabase(file, 0);
  database.exec(sql);
  database.close();
}
