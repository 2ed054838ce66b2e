// Makes a store file: under another name first, then linked into place whole. So a store file is never seen half
// made, and an empty one is always a damaged one. Of several processes that do this at once, one wins.
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { makePrivateFolder } from '../../lib/private-folder.ts';
import { openDatabase } from '../../lib/sqlite.ts';
import type { Transaction } from '../store.ts';
import { makeEmptyFile } from './empty-file.ts';
import { CREATE_TABLES } from './schema.ts';
import { SqliteStore } from './sqlite-store.ts';

type Initialize = (transaction: Transaction) => void;

/** Creates the store file with its first objects, unless another process has just done it. */
export async function createStoreFile(file: string, initialize: Initialize = () => undefined): Promise<void> {
  makePrivateFolder(dirname(file));
  const draft = `${file}.${process.pid}-${randomBytes(4).toString('hex')}.new`;
  try {
    makeEmptyFile(draft);
    await fill(draft, initialize);
    linkUnlessThere(draft, file);
    sync(dirname(file));
  } finally {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${draft}${suffix}`, { force: true });
  }
}

/**
 * Fills the file by way of a database in memory. Connections that prepared statements let go of their file only when
 * those are collected as garbage, and SQLite must not know the file by two names; here only `exec` touches it.
 */
async function fill(file: string, initialize: Initialize): Promise<void> {
  const memory = await openDatabase(':memory:', 0);
  try {
    memory.exec(CREATE_TABLES);
    new SqliteStore(memory, file).write(initialize);
    memory.exec(`VACUUM INTO '${file.replaceAll("'", "''")}'`);
  } finally {
    memory.close();
  }
  const database = await openDatabase(file, 0);
  try {
    database.exec('PRAGMA journal_mode = WAL'); // stays with the file
  } finally {
    database.close();
  }
  sync(file);
}

function linkUnlessThere(draft: string, file: string): void {
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  }
}

/** Brings a file, or the names in a folder, to the disk. */
function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
