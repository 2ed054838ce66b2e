// Each folder of cases/ is a case: the arguments of `ictl render` and perhaps values in in.yaml, what is printed in
// out.yaml. `npm run goldens` rewrites all out.yaml.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { parse, stringify } from 'yaml';
import { decode } from '../../src/kinds/decode/decode.ts';
import { packagePath } from '../../src/lib/package-root.ts';
import { run } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

interface Case {
  readonly args: readonly string[];
  /** Given with `-f -`. */
  readonly values?: unknown;
}

const folder = packagePath('test', 'render', 'cases');
const read = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8');

describe('rendering', () => {
  const home = temporaryFolder();

  for (const name of readdirSync(folder).sort()) {
    it(`prints for ${name} what its golden shows, and what apply takes`, async () => {
      const { args, values } = parse(read(name, 'in.yaml')) as Case;
      const input = values === undefined ? [] : ['-f', '-'];
      const { stdout, stderr, exitCode } = await run(home(), ['render', ...args, ...input], {
        stdin: stringify(values),
      });
      assert.deepEqual([stderr, exitCode], ['', 0]);
      if (process.env.UPDATE_GOLDENS === '1') writeFileSync(join(folder, name, 'out.yaml'), stdout);
      else assert.equal(stdout, read(name, 'out.yaml'));
      const { documents } = await decode(stdout, { file: 'out.yaml' });
      const errors = documents.flatMap(({ problems }) => problems.filter(({ severity }) => severity === 'error'));
      assert.deepEqual(errors, []);
      assert.equal(
        documents.some(({ status }) => status === 'known'),
        true,
      );
    });
  }
});
