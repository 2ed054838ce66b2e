import { dirname } from 'node:path';
import { CliError, ExitCode } from '../../lib/errors.ts';
import { SqliteCode, sqliteCode } from '../../lib/sqlite.ts';

interface Explanation {
  readonly message: string;
  readonly hint: string;
}

/** Turns what SQLite or the file system threw into words for the user; anything else comes back as it is. */
export function storeError(error: unknown, file: string): unknown {
  const explanation = explain(error, file);
  return explanation === undefined ? error : unusable(explanation, error);
}

/** The error for a store file that is not what was once written. */
export function damagedStore(file: string, what: string, cause?: unknown): CliError {
  return unusable(damaged(file, what), cause);
}

/** The error for a file that is no store of ours. */
export function foreignStore(file: string): CliError {
  return unusable(foreignFile(file));
}

/** The error for a store that a later ictl wrote. */
export function newerStore(file: string, schemaVersion: number, known: number): CliError {
  return unusable({
    message: `the store ${file} was written by a newer ictl (schema ${schemaVersion}; this one knows ${known})`,
    hint: 'upgrade ictl (npm install -g ictl), or name another folder with --home or ICTL_HOME',
  });
}

function unusable({ message, hint }: Explanation, cause?: unknown): CliError {
  return new CliError(message, { exitCode: ExitCode.unavailable, hint, cause });
}

function explain(error: unknown, file: string): Explanation | undefined {
  switch (sqliteCode(error)) {
    case undefined:
      return explainSystemError(error, file);
    case SqliteCode.busy:
    case SqliteCode.locked:
      return {
        message: `the store ${file} is locked by another process`,
        hint: 'try again when that process is done; `fuser` or `lsof` with the file name shows it',
      };
    case SqliteCode.readOnly:
      return notWritable(file);
    case SqliteCode.full:
      return { message: `no room to write the store ${file}`, hint: 'free space on that disk; nothing was written' };
    case SqliteCode.corrupt:
      return damaged(file, 'its pages do not fit together');
    case SqliteCode.notADatabase:
      return foreignFile(file);
    case SqliteCode.cannotOpen:
      return cannotOpen(file);
    case SqliteCode.inputOutput:
      return { message: `the disk of the store ${file} fails`, hint: 'see the system log; nothing was written' };
    default:
      return undefined;
  }
}

function explainSystemError(error: unknown, file: string): Explanation | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EACCES' || code === 'EPERM') return cannotOpen(file);
  if (code === 'EROFS') return notWritable(file);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return { message: `no room to write the store ${file}`, hint: 'free space on that disk; nothing was written' };
  }
  if (code === 'ENOENT') {
    return { message: `the folder ${dirname(file)} cannot be made`, hint: 'name another one with --home or ICTL_HOME' };
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return { message: `${dirname(file)} is not a folder`, hint: 'name another one with --home or ICTL_HOME' };
  }
  return undefined;
}

function damaged(file: string, what: string): Explanation {
  return {
    message: `the store ${file} is damaged: ${what}`,
    hint: `restore a copy of it, or move it away to begin with a new store: mv ${file} ${file}.damaged`,
  };
}

function foreignFile(file: string): Explanation {
  return {
    message: `${file} is not a store of ictl`,
    hint: 'move it away, or name another folder with --home or ICTL_HOME',
  };
}

function notWritable(file: string): Explanation {
  return {
    message: `the store ${file} cannot be written: read-only`,
    hint: 'make the file and its folder writable, or name another folder with --home or ICTL_HOME',
  };
}

function cannotOpen(file: string): Explanation {
  return {
    message: `the store ${file} cannot be opened: permission denied`,
    hint: `see who owns it with ls -l ${dirname(file)}, or name another folder with --home or ICTL_HOME`,
  };
}
