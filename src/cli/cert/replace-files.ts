import { renameSync, writeFileSync } from 'node:fs';

/** Replaces each file at once or not at all: a server that reads the old one never sees half of the new one. */
export function replaceFiles(
  files: readonly { readonly path: string; readonly text: string; readonly mode: number }[],
): void {
  for (const { path, text, mode } of files) {
    const draft = `${path}.${process.pid}.tmp`;
    writeFileSync(draft, text, { mode, flag: 'wx' });
    renameSync(draft, path);
  }
}
