import { readFileSync } from 'node:fs';
import { packagePath } from '../../../src/lib/package-root.ts';
import { manPages } from './man-pages.ts';

/** package.json with every manual page in `man`: npm links those that are named there, and takes no folder. */
export function packageManifest(): string {
  const names = manPages().map(({ file }) => `    "./docs/${file}"`);
  const manifest = readFileSync(packagePath('package.json'), 'utf8');
  return manifest.replace(/"man": \[[^\]]*\]/, `"man": [\n${names.sort().join(',\n')}\n  ]`);
}
