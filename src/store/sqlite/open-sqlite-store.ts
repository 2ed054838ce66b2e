// Opens the store file, making it first where there is none; or says in words why it cannot be used.
import { chmodSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isReadOnly } from '../../lib/database-error.ts';
import { type Database, openDatabase, SqliteCode, sqliteCode } from '../../lib/sqlite.ts';
import type { Transaction } from '../store.ts';
import { createStoreFile } from './create-store-file.ts';
import type { LogBounds } from './log-bounds.ts';
import { APPLICATION_ID, CONNECTION_PRAGMAS, SCHEMA_VERSION } from './schema.ts';
import { SqliteStore } from './sqlite-store.ts';
import { damagedStore, foreignStore, newerStore, storeError } from './store-error.ts';

/** Longer than any write here takes; other writers wait their turn instead of failing. */
const BUSY_TIMEOUT_MS = 10_000;

interface OpenOptions {
  /** A store that is only read can be on a full disk, too. */
  readonly mode?: 'read' | 'write';
  /** Asked only for a store that is to be made: what writes the first objects, in the transaction that creates it. */
  readonly initialize?: () => Promise<(transaction: Transaction) => void>;
  readonly busyTimeoutMs?: number;
  /** Limits the file's size, in pages of 4 KiB. */
  readonly maxPages?: number;
  readonly logBounds?: LogBounds;
}

/**
 * Opens the store in `file`; creates it, and its folder, where it is absent.
 * @throws CliError for a file that cannot be used, never an empty store in its place
 */
export async function openSqliteStore(file: string, options: OpenOptions = {}): Promise<SqliteStore> {
  const busyTimeoutMs = options.busyTimeoutMs ?? BUSY_TIMEOUT_MS;
  try {
    if (!hasStore(file)) await createStoreFile(file, await options.initialize?.());
    inspectFile(file);
    const database = await connect(file, busyTimeoutMs, options.mode ?? 'write');
    if (options.maxPages !== undefined) database.exec(`PRAGMA max_page_count = ${options.maxPages}`);
    return new SqliteStore(database, file, options.logBounds);
  } catch (error) {
    throw storeError(error, file);
  }
}

/**
 * Tells whether there is a store to open, be it a damaged one.
 * @throws CliError where that cannot be told: a folder that may not be entered is not one without a store
 */
export function hasStore(file: string): boolean {
  return isThere(file) || isThere(`${file}-wal`);
}

function isThere(file: string): boolean {
  try {
    statSync(file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw storeError(error, file);
  }
}

/** Connects to a file, and checks that it is ours. */
async function connect(file: string, busyTimeoutMs: number, mode: 'read' | 'write'): Promise<Database> {
  try {
    return checked(await openDatabase(file, busyTimeoutMs), file);
  } catch (error) {
    const code = sqliteCode(error);
    if (mode === 'read' && code === SqliteCode.cannotOpen && isReadOnly(dirname(file))) return readAlone(file, error);
    const isFull = code === SqliteCode.inputOutput || code === SqliteCode.full;
    if (mode === 'read' && isFull) return connectAlone(file, busyTimeoutMs, error);
    throw error;
  }
}

/**
 * Connects on a full disk, where there is no room for the memory that connections share. One that has the file to
 * itself for as long as it is open needs none (https://sqlite.org/wal.html, section 8).
 */
async function connectAlone(file: string, busyTimeoutMs: number, refusal: unknown): Promise<Database> {
  const database = await openDatabase(file, busyTimeoutMs);
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    return checked(database, file);
  } catch {
    throw refusal; // it is something else, or others are at work
  }
}

/** Connects on a read-only disk, which nobody can write: without locks, but only where no log has to be read in. */
async function readAlone(file: string, refusal: unknown): Promise<Database> {
  if ((statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) throw refusal;
  const url = pathToFileURL(file);
  url.searchParams.set('immutable', '1');
  return checked(await openDatabase(url, 0), file);
}

function checked(database: Database, file: string): Database {
  try {
    // Read once without a statement: one that failed would keep the connection, and its locks, until it is collected.
    database.exec('PRAGMA schema_version');
    checkHeader(database, file);
    database.exec(CONNECTION_PRAGMAS);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function checkHeader(database: Database, file: string): void {
  const applicationId = database.prepare('PRAGMA application_id').get()?.application_id;
  if (applicationId !== APPLICATION_ID) throw foreignStore(file);
  const schemaVersion = Number(database.prepare('PRAGMA user_version').get()?.user_version);
  if (schemaVersion > SCHEMA_VERSION) throw newerStore(file, schemaVersion, SCHEMA_VERSION);
}

/**
 * Finds what SQLite would take for a new database. Only by stat: this process may have the file open elsewhere, and
 * opening and closing it here would drop those locks (https://sqlite.org/howtocorrupt.html, section 2.2).
 */
function inspectFile(file: string): void {
  // A log without its database holds acknowledged writes; a new database beside it would drop them.
  if (!isThere(file)) throw damagedStore(file, `it is gone, but its log ${file}-wal is there`);
  const { size, mode } = statSync(file);
  if (size === 0) throw damagedStore(file, 'it is empty');
  // A copy that was put back may have come with other rights; the store holds private keys.
  if ((mode & 0o077) !== 0) chmodSync(file, mode & 0o700);
}
