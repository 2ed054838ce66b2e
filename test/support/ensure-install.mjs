// Installs the locked dependencies when node_modules is absent or differs from package-lock.json, so that
// `npm test` and `npm run demo` work in a fresh clone. Uses only what Node brings.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The `packages` table of a lock file, or undefined when there is none. */
function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** True when every package the lock wants here is installed in that version, and nothing else is. */
function isInstalled() {
  const wanted = lockedPackages(join(root, 'package-lock.json'));
  const present = lockedPackages(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !present) return false;
  const missing = Object.entries(wanted).filter(([path, entry]) => {
    if (path === '') return false;
    const found = present[path];
    return found ? found.version !== entry.version : !entry.optional; // of optional ones only this platform's are there
  });
  return missing.length === 0 && Object.keys(present).every((path) => path in wanted);
}

if (!isInstalled()) {
  console.error('installing dependencies (npm ci)');
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
}
