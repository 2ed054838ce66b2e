// The tables, and the marks by which a file is known as ours.

/** `ictl` in ASCII: tells our file from any other SQLite file (PRAGMA application_id). */
export const APPLICATION_ID = 0x6963746c;

/** Kept in PRAGMA user_version. A change of the tables or of the meaning of their columns takes the next number. */
export const SCHEMA_VERSION = 1;

/**
 * `object` is the current state, `change` the log: one row a write, its id the revision. AUTOINCREMENT keeps the
 * counter apart from the rows (sqlite_sequence), so that revisions go on after the whole log was compacted.
 */
export const CREATE_TABLES = `
  CREATE TABLE object (
    api_group TEXT NOT NULL,
    kind      TEXT NOT NULL,
    namespace TEXT NOT NULL,
    name      TEXT NOT NULL,
    revision  INTEGER NOT NULL,
    value     TEXT NOT NULL,
    PRIMARY KEY (api_group, kind, namespace, name)
  ) STRICT;
  CREATE TABLE change (
    revision  INTEGER PRIMARY KEY AUTOINCREMENT,
    type      TEXT NOT NULL CHECK (type IN ('put', 'delete')),
    api_group TEXT NOT NULL,
    kind      TEXT NOT NULL,
    namespace TEXT NOT NULL,
    name      TEXT NOT NULL,
    value     TEXT NOT NULL
  ) STRICT;
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

/**
 * Set on every connection. FULL: an acknowledged write survives power loss, not only the end of the process;
 * fullfsync makes macOS flush the drive's cache, too, and does nothing elsewhere (https://sqlite.org/pragma.html).
 */
export const CONNECTION_PRAGMAS = `
  PRAGMA synchronous = FULL;
  PRAGMA fullfsync = ON;
`;
