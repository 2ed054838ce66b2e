// Many writers at once, in several processes: each is told a revision of its own, nothing is lost, nothing is there
// twice, and a counter that all of them move by compare-and-swap has counted every one.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { KubeObject } from '../../src/kinds/object.ts';
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.ts';
import { configMap } from '../support/manifests.ts';
import { run } from '../support/run-ictl.ts';
import { suiteFolder } from '../support/temporary-folder.ts';

const PROCESSES = 4;
const WRITERS = 50;
const program = fileURLToPath(new URL('write-concurrently.js', import.meta.url));

/** What a process was told. */
interface Told {
  readonly created: readonly { readonly name: string; readonly revision: number }[];
  readonly incremented: number;
}

describe(`${PROCESSES * WRITERS} concurrent writers`, function () {
  this.timeout(120_000);
  const home = join(suiteFolder(), 'home');

  it('lose nothing and write nothing twice', async () => {
    assert.equal((await run(home, 'create', { stdin: configMap('shared', { count: '0' }) })).exitCode, 0);
    const told = await Promise.all(Array.from({ length: PROCESSES }, (_, index) => writeMany(`p${index}`)));
    const store = await openSqliteStore(join(home, 'store.db'));
    const { objects, revision } = store.list({ kind: 'ConfigMap' });
    const changes = store.changes(0);
    store.close();

    const created = objects.filter(({ key }) => key.name !== 'shared');
    assert.deepEqual(
      created.map(({ key, revision: at }) => `${key.name} ${at}`).sort(),
      told
        .flatMap((one) => one.created)
        .map(({ name, revision: at }) => `${name} ${at}`)
        .sort(),
    );
    assert.equal(created.length, PROCESSES * WRITERS);
    const shared = objects.find(({ key }) => key.name === 'shared')?.value as KubeObject & { data: { count: string } };
    const counted = told.reduce((sum, { incremented }) => sum + incremented, 0);
    assert.equal(shared.data.count, String(counted));
    assert.deepEqual(
      changes.map((change) => change.revision),
      Array.from({ length: revision }, (_, index) => index + 1),
    );
    assert.equal(changes.filter(({ key }) => key.name === 'shared').length, 1 + counted);
  });

  async function writeMany(name: string): Promise<Told> {
    const { stdout } = await promisify(execFile)(process.execPath, [program, home, name, String(WRITERS)]);
    return JSON.parse(stdout) as Told;
  }
});
