import { closeSync, fchmodSync, openSync } from 'node:fs';

/**
 * Makes a file for SQLite to fill, for its owner only: the files beside it (-wal, -shm) get the rights of the database.
 * @throws EEXIST where there is one already
 */
export function makeEmptyFile(file: string): void {
  const descriptor = openSync(file, 'wx', 0o600);
  fchmodSync(descriptor, 0o600);
  closeSync(descriptor);
}
