import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes a folder of its own for each test of the enclosing `describe`, removed afterwards; the answer returns it. */
export function temporaryFolder(): () => string {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ictl-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return () => folder;
}

/** Makes one folder for all tests of the enclosing `describe`, removed after the last. */
export function suiteFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ictl-test-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Makes a folder that lives until this process ends, for what several suites share. */
export function processFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ictl-test-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
