import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder, and those above it, for their owner only (as the XDG Base Directory Specification asks), whatever the
 * umask. What is there already stays as it is. Not by mkdirSync's `recursive`, which never returns where the system
 * says of a name that it does not exist and cannot be made, as below /proc.
 */
export function makePrivateFolder(folder: string): void {
  if (isFolder(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makePrivateFolder(parent);
  try {
    mkdirSync(folder, 0o700);
    chmodSync(folder, 0o700);
  } catch (error) {
    if (!isFolder(folder)) throw error; // another process has made it meanwhile
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
