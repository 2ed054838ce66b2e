// Why a database file of the state folder cannot be used, in words: what SQLite or the file system threw. Its pages are
// named by the file, never by SQLite's own texts.
import { accessSync, constants, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { CliError, ExitCode } from './errors.ts';
import { SqliteCode, sqliteCode } from './sqlite.ts';
import { type SystemError, systemError } from './system-error.ts';

/** A database file, by the name that messages give it: `the store /home/me/.local/state/ictl/store.db`. */
export interface NamedDatabase {
  readonly name: 'store' | 'lock' | 'copy';
  readonly file: string;
}

interface Explanation {
  readonly message: string;
  readonly hint: string;
}

const anotherFolder = 'name another folder with --home or ICTL_HOME';

/** Turns what SQLite or the file system threw into a CliError with exit code 5; anything else comes back as it is. */
export function databaseError(error: unknown, database: NamedDatabase): unknown {
  const explanation = explain(error, database);
  return explanation === undefined
    ? error
    : new CliError(explanation.message, { exitCode: ExitCode.unavailable, hint: explanation.hint, cause: error });
}

/** What is said of a database file that is not what was once written. */
export function damagedDatabase({ name, file }: NamedDatabase, what: string): Explanation {
  return {
    message: `the ${name} ${file} is damaged: ${what}`,
    hint: `restore a copy of it, or move it away to begin with a new ${name}: mv ${file} ${file}.damaged`,
  };
}

/** What is said of a file that is no database of ours. */
export function foreignDatabase({ name, file }: NamedDatabase): Explanation {
  return { message: `${file} is not a ${name} of ictl`, hint: `move it away, or ${anotherFolder}` };
}

function explain(error: unknown, database: NamedDatabase): Explanation | undefined {
  const { name, file } = database;
  switch (sqliteCode(error)) {
    case undefined:
      return explainSystemError(systemError(error), database);
    case SqliteCode.busy:
    case SqliteCode.locked:
      return {
        message: `the ${name} ${file} is locked by another process`,
        hint: 'try again when that process is done; `fuser` or `lsof` with the file name shows it',
      };
    case SqliteCode.readOnly:
      return notWritable(database);
    case SqliteCode.full:
      return noRoom(database);
    case SqliteCode.corrupt:
      return damagedDatabase(database, 'its pages do not fit together');
    case SqliteCode.notADatabase:
      return foreignDatabase(database);
    case SqliteCode.cannotOpen:
      return cannotOpen(database);
    case SqliteCode.inputOutput:
      return inputOutput(database);
    default:
      return undefined;
  }
}

function explainSystemError(error: SystemError | undefined, database: NamedDatabase): Explanation | undefined {
  if (error === undefined) return undefined;
  if (error.code === 'EROFS') return notWritable(database);
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') return noRoom(database);
  if (error.code === 'ENOTDIR' || error.code === 'EEXIST') {
    return { message: `${dirname(database.file)} is not a folder`, hint: anotherFolder };
  }
  if (error.syscall === 'mkdir') return noFolder(error, database);
  if (error.code === 'EACCES' || error.code === 'EPERM') return cannotOpen(database);
  return { message: `the ${database.name} ${database.file} cannot be used: ${error.reason}`, hint: anotherFolder };
}

function noFolder({ path, reason }: SystemError, { file }: NamedDatabase): Explanation {
  const folder = dirname(file);
  const at = path === undefined || path === folder ? '' : `${path}: `;
  return { message: `the folder ${folder} cannot be made: ${at}${reason}`, hint: anotherFolder };
}

function notWritable({ name, file }: NamedDatabase): Explanation {
  return {
    message: `the ${name} ${file} cannot be written: read-only`,
    hint: `make the file and its folder writable, or ${anotherFolder}`,
  };
}

function noRoom({ name, file }: NamedDatabase): Explanation {
  return { message: `no room to write the ${name} ${file}`, hint: 'free space on that disk; nothing was written' };
}

function cannotOpen(database: NamedDatabase): Explanation {
  const { name, file } = database;
  if (isReadOnly(dirname(file))) return notWritable(database);
  return {
    message: `the ${name} ${file} cannot be opened: permission denied`,
    hint: `see who owns it with ls -l ${dirname(file)}, or ${anotherFolder}`,
  };
}

/** SQLite says this of a full disk, too, where a file beside the database has no room. */
function inputOutput(database: NamedDatabase): Explanation {
  const { name, file } = database;
  if (isDiskFull(dirname(file))) return noRoom(database);
  return {
    message: `the ${name} ${file} cannot be read or written: input/output error`,
    // Where only the sync failed, a write may have come through: nobody was told so, and nobody can say.
    hint: 'see whether a quota or a file size limit (ulimit -f) is in the way, or the disk fails (system log); then see with ictl get what was written',
  };
}

/** Tells whether a folder lies on a read-only disk. There SQLite says that it cannot open what it needs beside a file. */
export function isReadOnly(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return false;
  } catch (error) {
    return systemError(error)?.code === 'EROFS';
  }
}

function isDiskFull(folder: string): boolean {
  try {
    return statfsSync(folder).bavail === 0;
  } catch {
    return false; // cannot be told: the error that is explained says more
  }
}
