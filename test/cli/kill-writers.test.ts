// Several writers are killed in the middle of their work, again and again. What they were told was written is there
// afterwards, what they were not told of is there whole or not at all, and the log tells the same story as the state.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { KubeObject } from '../../src/kinds/object.ts';
import { openDatabase } from '../../src/lib/sqlite.ts';
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.ts';
import { configMap } from '../support/manifests.ts';
import { run } from '../support/run-ictl.ts';
import { suiteFolder } from '../support/temporary-folder.ts';

const ROUNDS = 15;
const WRITERS = 4;
const program = fileURLToPath(new URL('write-until-killed.js', import.meta.url));

describe('writers that are killed', function () {
  this.timeout(240_000);
  const home = join(suiteFolder(), 'home');
  const file = join(home, 'store.db');
  const created = new Map<string, number>();
  let counted = 0;

  it(`lose nothing that was acknowledged, ${WRITERS} writers in ${ROUNDS} rounds`, async () => {
    await run(home, 'create', { stdin: configMap('shared', { count: '0' }) });
    for (let round = 0; round < ROUNDS; round += 1) {
      // Killed after a few acknowledgements, another number in every round.
      await runWriters(round, 3 + ((round * 7) % 17));
      await checkStore(round);
    }
    assert.ok(created.size >= ROUNDS && counted >= ROUNDS, `only ${created.size} and ${counted} writes`);
  });

  async function runWriters(round: number, killAfter: number): Promise<void> {
    const children: ChildProcess[] = [];
    let acknowledged = 0;
    for (let writer = 0; writer < WRITERS; writer += 1) {
      const child = spawn(process.execPath, [program, home, `w${writer}-r${round}`], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      children.push(child);
      createInterface({ input: child.stdout }).on('line', (line) => {
        const [what, name = '', revision] = line.split(' ');
        if (what === 'created') created.set(name, Number(revision));
        else counted += 1;
        acknowledged += 1;
        if (acknowledged === killAfter) for (const one of children) one.kill('SIGKILL');
      });
    }
    await Promise.all(children.map((child) => once(child, 'close')));
    assert.ok(acknowledged >= killAfter, 'the writers ended by themselves');
  }

  async function checkStore(round: number): Promise<void> {
    const store = await openSqliteStore(file);
    const { objects, revision } = store.list();
    const changes = store.changes(0);
    store.close();

    const revisions = new Map(objects.map((object) => [object.key.name, object.revision]));
    for (const [name, at] of created) assert.equal(revisions.get(name), at, `${name} was acknowledged at ${at}`);
    const shared = objects.find(({ key }) => key.name === 'shared')?.value as KubeObject & { data: { count: string } };
    const total = Number(shared.data.count);
    assert.ok(
      total >= counted && total <= counted + WRITERS * (round + 1),
      `${total} counted, ${counted} acknowledged`,
    );

    assert.deepEqual(
      changes.map((change) => change.revision),
      Array.from({ length: revision }, (_, index) => index + 1),
    );
    const replayed = new Map(changes.map(({ key, value }) => [`${key.kind} ${key.namespace}/${key.name}`, value]));
    assert.deepEqual(
      replayed,
      new Map(objects.map(({ key, value }) => [`${key.kind} ${key.namespace}/${key.name}`, value])),
    );
    await checkPages();
  }

  async function checkPages(): Promise<void> {
    const database = await openDatabase(file, 1000);
    const answer = database.prepare('PRAGMA integrity_check').get();
    database.close();
    assert.equal(answer?.integrity_check, 'ok');
  }
});
