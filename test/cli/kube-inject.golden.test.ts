// Each folder of kube-inject/cases/ is a case: in.yaml, injected with the words in args, gives out.yaml, and notes.txt on
// standard error. `npm run goldens` rewrites both.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { packagePath } from '../../src/lib/package-root.ts';
import { run } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = packagePath('test', 'cli', 'kube-inject', 'cases');

/** As in Istio, settings of the user that contradict the template are there after the first injection only. */
const losesOverrides = new Set(['today-overrides', 'today-own-templates']);

describe('ictl kube-inject', () => {
  const home = temporaryFolder();

  for (const name of readdirSync(folder).sort()) {
    const cwd = join(folder, name);
    const read = (file: string) => readFileSync(join(cwd, file), 'utf8');
    const args = () => ['kube-inject', ...read('args').trim().split(' ')];

    it(`makes of ${name} what its golden shows`, async () => {
      const { stdout, stderr, exitCode } = await run(home(), [...args(), '-f', 'in.yaml'], { cwd });
      assert.equal(exitCode, 0, stderr);
      if (process.env.UPDATE_GOLDENS === '1') {
        writeFileSync(join(cwd, 'out.yaml'), stdout);
        writeFileSync(join(cwd, 'notes.txt'), stderr);
      } else {
        assert.equal(stdout, read('out.yaml'));
        assert.equal(stderr, read('notes.txt'));
      }
    });

    it(`gives for ${name} what a strict parser reads, and the same when it is injected again`, async () => {
      const once = read('out.yaml');
      assert.deepEqual(
        parseAllDocuments(once).flatMap((document) => ('errors' in document ? document.errors : [])),
        [],
      );
      const { stdout } = await run(home(), args(), { cwd, stdin: once });
      if (!losesOverrides.has(name)) assert.equal(stdout, once);
    });
  }
});
