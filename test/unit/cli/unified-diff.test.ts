import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { lineEdits } from '../../../src/cli/diff/line-edits.ts';
import { unifiedDiff } from '../../../src/cli/diff/unified-diff.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const names = { before: 'before', after: 'after' };
const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 });

describe('unified diff', () => {
  const folder = temporaryFolder();

  it('is empty for the same text', () => {
    assert.equal(unifiedDiff('a\n', 'a\n', names), '');
  });

  it('shows three lines around a change, and one hunk for changes near each other', () => {
    const before = Array.from({ length: 30 }, (_, index) => `${index}\n`);
    const after = before.map((line, index) => ([5, 11, 25].includes(index) ? `x${line}` : line));
    const text = unifiedDiff(before.join(''), after.join(''), names);
    assert.deepEqual(text.match(/^@@.*$/gm), ['@@ -3,13 +3,13 @@', '@@ -23,7 +23,7 @@']);
    assert.match(text, /^--- before\n\+\+\+ after\n@@/);
    assert.match(text, /\n-5\n\+x5\n/);
  });

  it('takes the shortest way, which has both texts in it', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const edits = lineEdits(before, after);
        const side = (other: string) => edits.filter(({ type }) => type !== other).map(({ line }) => line);
        assert.deepEqual(side('added'), before);
        assert.deepEqual(side('removed'), after);
        assert.equal(edits.filter(({ type }) => type === 'same').length, longestCommon(before, after));
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('is what patch takes', function () {
    if (spawnSync('patch', ['--version']).status !== 0) this.skip();
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const [was, is] = [before, after].map((one) => one.map((line) => `${line}\n`).join('')) as [string, string];
        const file = join(folder(), 'file');
        writeFileSync(file, was);
        const patch = spawnSync('patch', ['-s', '-o', '-', file], { input: unifiedDiff(was, is, names) || ' ' });
        assert.equal(patch.stdout.toString(), unifiedDiff(was, is, names) === '' ? '' : is);
      }),
      { seed: 1, numRuns: 30 },
    );
  });

  it('gives up on the shortest way of texts that have nothing in common', () => {
    const text = (letter: string) => Array.from({ length: 5_000 }, (_, index) => `${letter}${index}`);
    const edits = lineEdits(text('a'), text('b'));
    assert.equal(edits.length, 10_000);
  });
});

function longestCommon(left: readonly string[], right: readonly string[]): number {
  let row: number[] = new Array(right.length + 1).fill(0);
  for (const one of left) {
    const next = [0];
    for (const [at, other] of right.entries())
      next.push(one === other ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0));
    row = next;
  }
  return row.at(-1) ?? 0;
}
