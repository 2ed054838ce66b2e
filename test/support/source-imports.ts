import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { packagePath } from '../../src/lib/package-root.ts';

export interface SourceImport {
  /** The importing file, relative to src/, with forward slashes: `store/sqlite.ts`. */
  readonly from: string;
  /** The imported file, likewise, or the name of a package or Node module. */
  readonly to: string;
  readonly isLocal: boolean;
  /** `import type`: erased by the compiler, so it makes no cycle at run time. */
  readonly typeOnly: boolean;
}

// `import … from 'x'`, `export … from 'x'` and the bare `import 'x'`, which the formatter puts at a line's start.
const staticImport = /^(?:import|export)\s+(type\s+)?(?:[\w*{}$,\s]+?\sfrom\s+)?'([^'\n]+)'/gm;
// `import('x')`, for a module loaded late and for a type written in place.
const dynamicImport = /\bimport\(\s*'([^'\n]+)'\s*\)/g;
const comments = /^\s*(?:\/\/.*|\/\*[\s\S]*?\*\/)|\s\/\/ .*$/gm;

/** Returns every TypeScript file below src/, relative to it, sorted. */
export function sourceFiles(): readonly string[] {
  const root = packagePath('src');
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join(posix.sep))
    .sort();
}

/** Returns all imports of all files below src/. */
export function sourceImports(): readonly SourceImport[] {
  return sourceFiles().flatMap((file) => importsOf(file, readFileSync(packagePath('src', file), 'utf8')));
}

/** Returns the imports written in one file's text. */
export function importsOf(file: string, text: string): readonly SourceImport[] {
  const code = text.replace(comments, '');
  const found: SourceImport[] = [];
  for (const [, type, specifier] of code.matchAll(staticImport))
    found.push(importOf(file, specifier, type !== undefined));
  for (const [, specifier] of code.matchAll(dynamicImport)) found.push(importOf(file, specifier, false));
  return found;
}

function importOf(from: string, specifier = '', typeOnly: boolean): SourceImport {
  const isLocal = specifier.startsWith('.');
  const to = isLocal ? posix.join(dirname(from), specifier) : specifier;
  return { from, to, isLocal, typeOnly };
}
