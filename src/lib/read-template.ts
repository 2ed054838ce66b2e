import { readFileSync } from 'node:fs';
import { packagePath } from './package-root.ts';

/** The text of a file below templates/: `readTemplate('sample', 'httpbin.yaml')`. */
export function readTemplate(...segments: readonly string[]): string {
  return readFileSync(packagePath('templates', ...segments), 'utf8');
}
