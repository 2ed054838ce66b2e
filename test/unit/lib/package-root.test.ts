import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { packagePath, packageRoot, packageVersion } from '../../../src/lib/package-root.ts';

describe('package root', () => {
  it('is the folder of package.json, also from the compiled tests', () => {
    assert.ok(existsSync(packagePath('package.json')));
    assert.ok(existsSync(packagePath('bin', 'ictl.js')));
    assert.ok(!packageRoot().includes('test-build'));
  });

  it('knows the version', () => {
    assert.match(packageVersion(), /^\d+\.\d+\.\d+/);
  });
});
