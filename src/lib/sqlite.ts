// The embedded database, by the few calls of node:sqlite's API that are used here. Node 20 has no node:sqlite, so a
// package with the same API stands in; node:sqlite can take over in this file. Loaded when a database is first
// opened, for its native file costs start-up time.

export type SqlValue = string | number | bigint | null | Uint8Array;
export type SqlRow = Readonly<Record<string, SqlValue>>;

export interface Statement {
  run(...parameters: SqlValue[]): { readonly changes: number | bigint; readonly lastInsertRowid: number | bigint };
  get(...parameters: SqlValue[]): SqlRow | undefined;
  all(...parameters: SqlValue[]): SqlRow[];
}

export interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

/** Opens a database file, creating it when it is absent. Waits up to `busyTimeoutMs` for other processes' locks. */
export async function openDatabase(file: string | URL, busyTimeoutMs: number): Promise<Database> {
  const { DatabaseSync } = await import('@photostructure/sqlite');
  return new DatabaseSync(file, { timeout: busyTimeoutMs });
}

/** Primary result codes that callers tell apart (https://sqlite.org/rescode.html). */
export const SqliteCode = {
  busy: 5,
  locked: 6,
  readOnly: 8,
  inputOutput: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
} as const;

/** SQLite's own text for each code (sqlite3_errstr): the package's `all` throws errors that carry no code. */
const codeOfText: Readonly<Record<string, number>> = {
  'database is locked': SqliteCode.busy,
  'database table is locked': SqliteCode.locked,
  'attempt to write a readonly database': SqliteCode.readOnly,
  'disk I/O error': SqliteCode.inputOutput,
  'database disk image is malformed': SqliteCode.corrupt,
  'database or disk is full': SqliteCode.full,
  'unable to open database file': SqliteCode.cannotOpen,
  'file is not a database': SqliteCode.notADatabase,
};

/** Returns the primary result code of an error that SQLite threw, undefined for any other error. */
export function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'ERR_SQLITE_ERROR') return undefined;
  if ('errcode' in error && typeof error.errcode === 'number') return error.errcode & 0xff;
  return codeOfText[error.message];
}
