// Whether a server runs on a state folder. Node has no flock, so an exclusive transaction is held on a database of its
// own: the kernel frees it when the process ends, however it ends.
import { closeSync, existsSync, fchmodSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { databaseError } from '../lib/database-error.ts';
import { makePrivateFolder } from '../lib/private-folder.ts';
import { type Database, openDatabase, SqliteCode, sqliteCode } from '../lib/sqlite.ts';

/** Longer than a look of isServerRunning takes, which must not be mistaken for a server. */
const ACQUIRE_TIMEOUT_MS = 1_000;

export class ServerLock {
  readonly #database: Database;

  private constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Takes the lock of a state folder; undefined where another server holds it.
   * @throws CliError where its file cannot be used
   */
  static async acquire(home: string): Promise<ServerLock | undefined> {
    const file = lockFile(home);
    try {
      makeFile(file);
      const database = await openDatabase(file, ACQUIRE_TIMEOUT_MS);
      return beginExclusive(database) ? new ServerLock(database) : undefined;
    } catch (error) {
      throw databaseError(error, { name: 'lock', file });
    }
  }

  release(): void {
    this.#database.exec('ROLLBACK');
    this.#database.close();
  }
}

/** Tells whether a server holds the lock of a state folder. @throws CliError where its file cannot be used */
export async function isServerRunning(home: string): Promise<boolean> {
  const file = lockFile(home);
  if (!existsSync(file)) return false;
  try {
    return isLocked(await openDatabase(file, 0));
  } catch (error) {
    throw databaseError(error, { name: 'lock', file });
  }
}

/** False where another process holds it. */
function beginExclusive(database: Database): boolean {
  try {
    database.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    database.close();
    if (sqliteCode(error) === SqliteCode.busy) return false;
    throw error;
  }
}

function isLocked(database: Database): boolean {
  try {
    database.exec('PRAGMA schema_version'); // reading is refused while the lock is held
    return false;
  } catch (error) {
    if (sqliteCode(error) === SqliteCode.busy) return true;
    throw error;
  } finally {
    database.close();
  }
}

function lockFile(home: string): string {
  return join(home, 'serve.lock');
}

/** Only when it is absent: to open and close the file would drop a lock that this process holds on it. */
function makeFile(file: string): void {
  if (existsSync(file)) return;
  makePrivateFolder(dirname(file));
  const descriptor = openSync(file, 'a', 0o600);
  fchmodSync(descriptor, 0o600);
  closeSync(descriptor);
}
