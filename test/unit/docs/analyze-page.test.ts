import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { analyzers } from '../../../src/analyze/analyzers.ts';
import { packagePath } from '../../../src/lib/package-root.ts';

describe('docs/analyze.md', () => {
  it('has every check with its codes and what it wants', () => {
    const page = readFileSync(packagePath('docs', 'analyze.md'), 'utf8');
    for (const { name, codes, description } of analyzers) {
      const links = codes.map((code) => `[${code}](findings.md#${code.toLowerCase()})`).join(' ');
      assert.ok(page.includes(`| \`${name}\` | ${links} | ${description} |`), name);
    }
  });
});
