// Writes the pages of docs/ that are made from the code; with `--check` it only says which ones are out of date.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { packagePath } from '../../src/lib/package-root.ts';
import { commandPages } from './docs/command-pages.ts';
import { findingsPage } from './docs/findings-page.ts';
import { limitsPage } from './docs/limits-page.ts';
import { manPages } from './docs/man-pages.ts';
import { oldSamplesPage } from './docs/old-samples-page.ts';
import { packageManifest } from './docs/package-manifest.ts';
import { resourcePages } from './docs/resource-page.ts';

interface GeneratedPage {
  /** Path below docs/. */
  readonly file: string;
  readonly text: () => string | Promise<string>;
}

/** One line a page. A page says in its first lines that `npm run docs` makes it. */
const pages: readonly GeneratedPage[] = [
  { file: 'findings.md', text: findingsPage },
  { file: 'limits.md', text: limitsPage },
  { file: 'samples-0.8.md', text: oldSamplesPage },
  ...resourcePages,
  ...commandPages(),
  ...manPages(),
  { file: '../package.json', text: packageManifest },
];

const checkOnly = process.argv.includes('--check');

for (const page of pages) {
  const path = packagePath('docs', page.file);
  const text = await page.text();
  const present = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  if (present === text) continue;
  if (checkOnly) {
    console.error(`docs/${page.file} is out of date: run npm run docs`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, text);
    console.log(`docs/${page.file}`);
  }
}
