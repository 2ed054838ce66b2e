import type { Database } from '../../lib/sqlite.ts';

/** Runs `work` in a transaction and commits; whatever is thrown rolls everything back. */
export function runTransaction<T>(database: Database, mode: 'DEFERRED' | 'IMMEDIATE', work: () => T): T {
  database.exec(`BEGIN ${mode}`);
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    rollBack(database);
    throw error;
  }
}

function rollBack(database: Database): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    // SQLite has rolled back itself, as it does when the disk is full; the first error tells more.
  }
}
