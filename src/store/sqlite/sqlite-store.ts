import { rmSync } from 'node:fs';
import { databaseError } from '../../lib/database-error.ts';
import type { Database, SqlRow, SqlValue, Statement } from '../../lib/sqlite.ts';
import { expiredRevision } from '../expired-revision.ts';
import type { Change, ListFilter, ObjectKey, Store, StoredObject, Subscription, Transaction } from '../store.ts';
import { makeEmptyFile } from './empty-file.ts';
import { isShorteningDue, LOG_BOUNDS, type LogBounds, shortenLog } from './log-bounds.ts';
import { watchRevision } from './revision-watch.ts';
import { damagedStore, storeError } from './store-error.ts';
import { runTransaction } from './transaction.ts';

const KEY = 'api_group = ? AND kind = ? AND namespace = ? AND name = ?';
const COLUMNS = 'api_group, kind, namespace, name, revision, value';

/** How large a store is and how far back it remembers. */
export interface StoreFacts {
  readonly schemaVersion: number;
  readonly revision: number;
  /** Of the log. */
  readonly changes: number;
  readonly bytes: number;
  /** Of these, what `shrink` would give back. */
  readonly freeBytes: number;
}

/** A store in an SQLite file, which other processes read and write at the same time. Open one with openSqliteStore. */
export class SqliteStore implements Store {
  readonly #database: Database;
  readonly #file: string;
  readonly #statements = new Map<string, Statement>();
  readonly #subscriptions = new Set<Subscription>();
  readonly #logBounds: LogBounds;
  #wrote = false;
  /** Of the values that the transaction under way has written. */
  #writtenBytes = 0;

  constructor(database: Database, file: string, logBounds = LOG_BOUNDS) {
    this.#database = database;
    this.#file = file;
    this.#logBounds = logBounds;
  }

  revision(): number {
    return this.#guard(() => this.#revision());
  }

  get(key: ObjectKey): StoredObject | undefined {
    return this.#guard(() => this.#get(key));
  }

  list(filter: ListFilter = {}): { revision: number; objects: StoredObject[] } {
    return this.#guard(() =>
      runTransaction(this.#database, 'DEFERRED', () => ({ revision: this.#revision(), objects: this.#list(filter) })),
    );
  }

  changes(after: number): Change[] {
    return this.#guard(() =>
      runTransaction(this.#database, 'DEFERRED', () => {
        const newest = this.#revision();
        const oldest = Number(this.#prepare('SELECT MIN(revision) AS oldest FROM change').get()?.oldest ?? newest + 1);
        if (after < oldest - 1 || after > newest) throw expiredRevision(after, newest);
        return this.#prepare(`SELECT type, ${COLUMNS} FROM change WHERE revision > ? ORDER BY revision`)
          .all(after)
          .map((row) => ({ ...this.#toStored(row), type: row.type === 'delete' ? 'delete' : 'put' }));
      }),
    );
  }

  write<T>(work: (transaction: Transaction) => T): T {
    // IMMEDIATE takes the write lock before anything is read, so that what was read still holds when it is written.
    const result = this.#guard(() => runTransaction(this.#database, 'IMMEDIATE', () => this.#work(work)));
    this.#wrote = true;
    for (const subscription of this.#subscriptions) subscription.check();
    return result;
  }

  subscribe(listener: () => void): Subscription {
    const { check, close } = watchRevision(this.#file, () => this.#revision(), listener);
    const subscription = {
      check,
      close: () => {
        this.#subscriptions.delete(subscription);
        close();
      },
    };
    this.#subscriptions.add(subscription);
    return subscription;
  }

  compact(upTo: number): void {
    this.#guard(() => this.#prepare('DELETE FROM change WHERE revision <= ?').run(upTo));
  }

  /**
   * Drops the whole log and gives the room of what was deleted back to the disk.
   * @throws CliError where another process holds the store, or the disk has no room for the copy that this takes
   */
  shrink(): void {
    this.compact(this.revision());
    this.#guard(() => this.#database.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)'));
  }

  /**
   * Writes a copy of the store as it is now, while others go on writing.
   * @throws CliError where it cannot be written, EEXIST where there is a file already
   */
  backup(file: string): void {
    makeEmptyFile(file);
    try {
      this.#database.exec(`VACUUM INTO '${file.replaceAll("'", "''")}'`);
    } catch (error) {
      rmSync(file);
      throw databaseError(error, { name: 'copy', file });
    }
  }

  /** What the file is made of, for those who look after it. */
  facts(): StoreFacts {
    return this.#guard(() =>
      runTransaction(this.#database, 'DEFERRED', () => {
        const number = (sql: string) => Number(Object.values(this.#prepare(sql).get() ?? {})[0] ?? 0);
        const pageBytes = number('PRAGMA page_size');
        return {
          schemaVersion: number('PRAGMA user_version'),
          revision: this.#revision(),
          changes: number('SELECT COUNT(*) FROM change'),
          bytes: number('PRAGMA page_count') * pageBytes,
          freeBytes: number('PRAGMA freelist_count') * pageBytes,
        };
      }),
    );
  }

  /** Reads every page and looks whether they fit together. @throws CliError where they do not */
  verify(): void {
    const rows = this.#guard(() => this.#prepare('PRAGMA integrity_check').all());
    const [problem] = rows.map(({ integrity_check: text }) => String(text)).filter((text) => text !== 'ok');
    if (problem !== undefined) throw damagedStore(this.#file, problem.replaceAll('\n', ', '));
  }

  close(): void {
    for (const subscription of this.#subscriptions) subscription.close();
    this.#statements.clear();
    if (this.#wrote) this.#moveLog();
    this.#database.close();
  }

  /**
   * Moves the log into the file, so that a copy of the file alone is whole. SQLite does it at the end of the last
   * connection, but ours end only when their statements are collected as garbage. Waits for nobody: where another
   * connection is at work, the log stays for it.
   */
  #moveLog(): void {
    this.#guard(() => this.#database.exec('PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)'));
  }

  /** Does the work of a transaction, and keeps the log within its bounds. */
  #work<T>(work: (transaction: Transaction) => T): T {
    this.#writtenBytes = 0;
    const from = this.#revision();
    const result = work(this.#transaction(from));
    const written = { from, to: this.#revision(), bytes: this.#writtenBytes };
    if (isShorteningDue(written)) shortenLog(this.#database, this.#logBounds);
    return result;
  }

  #transaction(revision: number): Transaction {
    return {
      revision,
      get: (key) => this.#get(key),
      list: (filter) => this.#list(filter),
      put: (key, value) => this.#put(key, JSON.stringify(value)),
      delete: (key) => this.#delete(key),
    };
  }

  #revision(): number {
    return Number(this.#prepare("SELECT seq FROM sqlite_sequence WHERE name = 'change'").get()?.seq ?? 0);
  }

  #get(key: ObjectKey): StoredObject | undefined {
    const row = this.#prepare(`SELECT ${COLUMNS} FROM object WHERE ${KEY}`).get(...keyValues(key));
    return row === undefined ? undefined : this.#toStored(row);
  }

  #list({ group, kind, namespace }: ListFilter): StoredObject[] {
    const conditions: string[] = [];
    const values: SqlValue[] = [];
    for (const [column, value] of Object.entries({ api_group: group, kind, namespace })) {
      if (value === undefined) continue;
      conditions.push(`${column} = ?`);
      values.push(value);
    }
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    const sql = `SELECT ${COLUMNS} FROM object ${where} ORDER BY api_group, kind, namespace, name`;
    return this.#prepare(sql)
      .all(...values)
      .map((row) => this.#toStored(row));
  }

  #put(key: ObjectKey, value: string): number {
    const revision = this.#append('put', key, value);
    this.#prepare(
      `INSERT INTO object (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET revision = excluded.revision, value = excluded.value`,
    ).run(...keyValues(key), revision, value);
    return revision;
  }

  #delete(key: ObjectKey): boolean {
    const row = this.#prepare(`DELETE FROM object WHERE ${KEY} RETURNING value`).get(...keyValues(key));
    if (row === undefined) return false;
    this.#append('delete', key, String(row.value));
    return true;
  }

  #append(type: Change['type'], key: ObjectKey, value: string): number {
    this.#writtenBytes += value.length;
    const sql = 'INSERT INTO change (type, api_group, kind, namespace, name, value) VALUES (?, ?, ?, ?, ?, ?)';
    return Number(this.#prepare(sql).run(type, ...keyValues(key), value).lastInsertRowid);
  }

  #toStored(row: SqlRow): StoredObject {
    return {
      key: {
        group: String(row.api_group),
        kind: String(row.kind),
        namespace: String(row.namespace),
        name: String(row.name),
      },
      value: this.#parse(row),
      revision: Number(row.revision),
    };
  }

  #parse(row: SqlRow): unknown {
    try {
      return JSON.parse(String(row.value));
    } catch (error) {
      throw damagedStore(this.#file, `${row.kind} ${row.namespace}/${row.name} is not JSON any more`, error);
    }
  }

  #prepare(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw storeError(error, this.#file);
    }
  }
}

function keyValues({ group, kind, namespace, name }: ObjectKey): [string, string, string, string] {
  return [group, kind, namespace, name];
}
