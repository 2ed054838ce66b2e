// `ictl config restore`: what a copy holds becomes what the store holds. In one transaction on the store that is there,
// never by changing files below processes that have them open: so a server may run, and takes it as any other change.
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { CliError, ExitCode } from '../../lib/errors.ts';
import { openSqliteStore } from '../../store/sqlite/open-sqlite-store.ts';
import type { Store, StoredObject, Transaction } from '../../store/store.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { homeFolder } from '../home-folder.ts';
import { unreadable } from '../input/read-bytes.ts';
import { escapeLine } from '../output/escape-controls.ts';
import { withProgress } from '../output/progress.ts';
import { tellServer } from '../write/tell-server.ts';
import { storeFile } from './home-store.ts';

export interface RestoreFlags extends GlobalOptions {
  readonly dryRun?: boolean;
  readonly wait?: boolean;
  readonly timeout: number;
}

interface Copy {
  readonly revision: number;
  readonly objects: readonly StoredObject[];
}

interface Outcome {
  readonly written: number;
  readonly deleted: number;
  readonly unchanged: number;
}

/** Restores a copy. @throws CliError where it is none, is damaged, or was written by a newer ictl */
export async function runRestore(path: string, flags: RestoreFlags, context: CliContext): Promise<void> {
  const home = homeFolder(flags, context);
  const copy = await withProgress('checking the copy', context.stderr, () => readCopy(path, context));
  const store = await openSqliteStore(storeFile(home));
  try {
    const outcome = restoreInto(store, copy, flags.dryRun === true);
    const revision = store.revision();
    context.stdout.write(`${summary(path, copy, outcome, flags)}${flags.dryRun ? '' : `, now revision ${revision}`}\n`);
    const { wait = false, timeout } = flags;
    if (flags.dryRun !== true) await tellServer(home, revision, { wait, timeout }, context);
  } finally {
    store.close();
  }
}

/** Opened only where there is a file, for opening makes one. */
async function readCopy(path: string, { cwd }: CliContext): Promise<Copy> {
  const file = resolve(cwd, path);
  try {
    if (!statSync(file).isFile()) throw new CliError(`${path} is not a file`, { exitCode: ExitCode.badInput });
  } catch (error) {
    throw error instanceof CliError ? error : unreadable(path, error);
  }
  try {
    return await verifiedCopy(file);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    const hint = 'name a file that ictl config backup has written; nothing was restored';
    throw new CliError(error.message, { exitCode: error.exitCode, hint, cause: error });
  }
}

async function verifiedCopy(file: string): Promise<Copy> {
  const store = await openSqliteStore(file);
  try {
    store.verify();
    return store.list();
  } finally {
    store.close();
  }
}

/** Thrown to roll a dry run back. */
class DryRunEnd extends Error {}

function restoreInto(store: Store, copy: Copy, dryRun: boolean): Outcome {
  let outcome: Outcome = { written: 0, deleted: 0, unchanged: 0 };
  try {
    store.write((transaction) => {
      outcome = replaceAll(transaction, copy);
      if (dryRun) throw new DryRunEnd();
    });
  } catch (error) {
    if (!(error instanceof DryRunEnd)) throw error;
  }
  return outcome;
}

/** Objects that are the same keep their revision, so watchers see only what is different. */
function replaceAll(transaction: Transaction, { objects }: Copy): Outcome {
  const present = new Map(transaction.list({}).map((one) => [identity(one), one]));
  let written = 0;
  for (const object of objects) {
    const known = present.get(identity(object));
    present.delete(identity(object));
    if (known !== undefined && JSON.stringify(known.value) === JSON.stringify(object.value)) continue;
    transaction.put(object.key, object.value);
    written++;
  }
  for (const { key } of present.values()) transaction.delete(key);
  return { written, deleted: present.size, unchanged: objects.length - written };
}

function identity({ key }: StoredObject): string {
  return JSON.stringify([key.group, key.kind, key.namespace, key.name]);
}

function summary(path: string, { revision }: Copy, outcome: Outcome, { dryRun }: RestoreFlags): string {
  const { written, deleted, unchanged } = outcome;
  const verb = dryRun ? 'Would restore' : 'Restored';
  const counts = `${written} written, ${deleted} deleted, ${unchanged} unchanged`;
  return `${verb} revision ${revision} of ${escapeLine(path)}: ${counts}`;
}
