// `ictl config backup`: a copy of the store, whole at one revision, while others go on writing.
import { randomBytes } from 'node:crypto';
import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { homeFolder } from '../home-folder.ts';
import { unreadable } from '../input/read-bytes.ts';
import { escapeLine } from '../output/escape-controls.ts';
import { withProgress } from '../output/progress.ts';
import { bytesText } from './bytes-text.ts';
import { openExistingStore } from './home-store.ts';

export interface BackupFlags extends GlobalOptions {
  readonly force?: boolean;
}

/** Writes the copy, for its owner only. @throws CliError where there is such a file, or it cannot be written */
export async function runBackup(path: string, flags: BackupFlags, context: CliContext): Promise<void> {
  const file = resolve(context.cwd, path);
  if (existsSync(file) && flags.force !== true) {
    throw new CliError(`${path} exists`, { exitCode: ExitCode.state, hint: 'overwrite it with --force' });
  }
  const store = await openExistingStore(homeFolder(flags, context));
  try {
    const draft = `${file}.${process.pid}-${randomBytes(4).toString('hex')}.new`;
    await withProgress('copying the store', context.stderr, () => {
      try {
        store.backup(draft);
        renameSync(draft, file);
      } catch (error) {
        rmSync(draft, { force: true });
        throw error instanceof CliError ? error : unreadable(path, error);
      }
    });
    const { revision } = store.facts();
    context.stdout.write(`Wrote revision ${revision} to ${escapeLine(path)} (${bytesText(statSync(file).size)})\n`);
  } finally {
    store.close();
  }
}
