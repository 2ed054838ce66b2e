// Compiles src/ and test/ to dist/test-build, and removes from there what has lost its source, so that a deleted
// or renamed test does not live on. The rest stays: a test run under way in another terminal keeps its files.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const outDir = join(root, 'dist', 'test-build');

/** All files below a folder; none when the folder is absent. */
function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function removeOrphans() {
  for (const file of filesBelow(outDir).filter((name) => /\.js(\.map)?$/.test(name))) {
    const source = join(root, relative(outDir, file)).replace(/\.js(\.map)?$/, '.ts');
    if (!existsSync(source)) rmSync(file);
  }
}

removeOrphans();
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.test.json'], { cwd: root, stdio: 'inherit' });
process.exitCode = status ?? 1;
