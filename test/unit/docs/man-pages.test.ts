import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { packagePath } from '../../../src/lib/package-root.ts';
import { needs } from '../../support/real-clients.ts';

interface Manifest {
  readonly man: readonly string[];
  readonly files: readonly string[];
}

describe('manual pages', () => {
  const pages = readdirSync(packagePath('docs', 'man')).map((file) => `./docs/man/${file}`);

  it('are named in package.json, and packed', () => {
    const { man, files } = JSON.parse(readFileSync(packagePath('package.json'), 'utf8')) as Manifest;
    assert.deepEqual([...man].sort(), [...pages].sort());
    assert.ok(files.includes('docs/man'));
  });

  it('are roff that groff takes', function () {
    needs(this, 'groff');
    const all = pages.map((page) => packagePath(page));
    const text = execFileSync('groff', ['-man', '-Tascii', '-ww', '-z', ...all], { encoding: 'utf8', stdio: 'pipe' });
    assert.equal(text, '');
  });

  it('say what a command does, how it is called, and show examples', () => {
    const page = readFileSync(packagePath('docs', 'man', 'ictl-diff.1'), 'utf8');
    assert.match(page, /\n\.SH NAME\nictl\\-diff \\- Show what applying files would change/);
    assert.match(page, /\n\.SH SYNOPSIS\n\.nf\nictl diff \[options\] \\-f PATH\n/);
    assert.match(page, /\n\.TP\n\\fB\\-\\-no\\-yaml\\fR\nonly what changes in the proxy\n/);
    assert.match(page, /\n\.SS Examples\n\.nf\nictl diff \\-f virtual\\-service\.yaml\n/);
  });
});
