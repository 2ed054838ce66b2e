import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { listFiles } from '../../../src/source/list-files.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('the files behind a path', () => {
  const folder = temporaryFolder();

  it('are those of a mounted ConfigMap once, though each is there behind two links', () => {
    mkdirSync(join(folder(), '..2026_01_02'));
    writeFileSync(join(folder(), '..2026_01_02', 'gateway.yaml'), 'kind: Gateway');
    symlinkSync('..2026_01_02', join(folder(), '..data'));
    symlinkSync('..data/gateway.yaml', join(folder(), 'gateway.yaml'));
    assert.deepEqual(listFiles(folder()), [join(folder(), 'gateway.yaml')]);
  });

  it('may be named with dots', () => {
    mkdirSync(join(folder(), '.hidden'));
    writeFileSync(join(folder(), '.hidden', 'a..b.yaml'), '');
    assert.deepEqual(listFiles(folder()), [join(folder(), '.hidden', 'a..b.yaml')]);
  });
});
