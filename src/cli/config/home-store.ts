import { join } from 'node:path';
import { CliError, ExitCode } from '../../lib/errors.ts';
import { hasStore, openSqliteStore } from '../../store/sqlite/open-sqlite-store.ts';
import type { SqliteStore } from '../../store/sqlite/sqlite-store.ts';

/** The file of a state folder's store. */
export function storeFile(home: string): string {
  return join(home, 'store.db');
}

/** Opens the store that is there; makes none. @throws CliError where there is none */
export async function openExistingStore(home: string): Promise<SqliteStore> {
  const file = storeFile(home);
  if (hasStore(file)) return await openSqliteStore(file);
  throw new CliError(`there is no store in ${home}`, {
    exitCode: ExitCode.state,
    hint: 'the first ictl create or apply makes one; with --home or ICTL_HOME another folder is meant',
  });
}
