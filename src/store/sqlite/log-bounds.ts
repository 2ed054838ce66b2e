// How much of the log is kept: enough for a watcher that was away for a while; one that was away longer lists again.
import type { Database } from '../../lib/sqlite.ts';

/** What the log may hold; whichever is reached first. */
export interface LogBounds {
  readonly changes: number;
  readonly bytes: number;
}

/** Kubernetes keeps five minutes of its log (etcd-compaction-interval); nobody here writes so much in that time. */
export const LOG_BOUNDS: LogBounds = { changes: 10_000, bytes: 64 * 1024 * 1024 };

/** Shortening costs a read of the whole log: it is done once in so many changes, or after that many bytes. */
const EVERY_CHANGES = 1_000;
const EVERY_BYTES = 64 * 1024;

/** What one transaction has written. */
export interface Written {
  /** The revision before it, and its own. */
  readonly from: number;
  readonly to: number;
  readonly bytes: number;
}

/** Tells whether the log should be looked at after a transaction. */
export function isShorteningDue({ from, to, bytes }: Written): boolean {
  return bytes >= EVERY_BYTES || Math.floor(to / EVERY_CHANGES) > Math.floor(from / EVERY_CHANGES);
}

/** Drops the oldest changes until the bounds hold. */
export function shortenLog(database: Database, { changes, bytes }: LogBounds): void {
  const dropped = database
    .prepare(
      `SELECT MAX(revision) AS revision FROM (
         SELECT revision,
           ROW_NUMBER() OVER newest AS position,
           SUM(LENGTH(CAST(value AS BLOB))) OVER newest AS size
         FROM change WINDOW newest AS (ORDER BY revision DESC)
       ) WHERE position > ? OR size > ?`,
    )
    .get(changes, bytes);
  if (typeof dropped?.revision !== 'number') return;
  database.prepare('DELETE FROM change WHERE revision <= ?').run(dropped.revision);
}
