import { damagedDatabase, databaseError, foreignDatabase } from '../../lib/database-error.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';

/** Turns what SQLite or the file system threw into words for the user; anything else comes back as it is. */
export function storeError(error: unknown, file: string): unknown {
  return databaseError(error, { name: 'store', file });
}

/** The error for a store file that is not what was once written. */
export function damagedStore(file: string, what: string, cause?: unknown): CliError {
  return unusable(damagedDatabase({ name: 'store', file }, what), cause);
}

/** The error for a file that is no store of ours. */
export function foreignStore(file: string): CliError {
  return unusable(foreignDatabase({ name: 'store', file }));
}

/** The error for a store that a later ictl wrote. */
export function newerStore(file: string, schemaVersion: number, known: number): CliError {
  return unusable({
    message: `the store ${file} was written by a newer ictl (schema ${schemaVersion}; this one knows ${known})`,
    hint: 'upgrade ictl (npm install -g ictl), or name another folder with --home or ICTL_HOME',
  });
}

function unusable({ message, hint }: { readonly message: string; readonly hint: string }, cause?: unknown): CliError {
  return new CliError(message, { exitCode: ExitCode.unavailable, hint, cause });
}
