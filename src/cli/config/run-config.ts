// `ictl config`: where the state is, how large it is, and what it holds.
import { statSync } from 'node:fs';
import { serverStatus } from '../../control/control-client.ts';
import type { ServerStatus } from '../../control/protocol.ts';
import { CliError } from '../../lib/errors.ts';
import { hasStore } from '../../store/sqlite/open-sqlite-store.ts';
import type { StoreFacts } from '../../store/sqlite/sqlite-store.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { homeFolder } from '../home-folder.ts';
import { escapeLine } from '../output/escape-controls.ts';
import { jsonText } from '../output/json-text.ts';
import { bytesText } from './bytes-text.ts';
import { openExistingStore, storeFile } from './home-store.ts';

export interface ConfigFlags extends GlobalOptions {
  readonly output?: 'text' | 'json';
}

interface StoreState extends StoreFacts {
  readonly file: string;
  /** Of SQLite's own log, which is not in the file yet. */
  readonly pendingBytes: number;
  /** How many objects of each kind there are. */
  readonly objects: Readonly<Record<string, number>>;
}

interface ConfigState {
  readonly home: string;
  /** What decided on the folder. */
  readonly from: string;
  readonly store?: StoreState;
  readonly server?: Pick<ServerStatus, 'pid' | 'revision' | 'source' | 'adminAddress'>;
}

/** Prints where the state is. @throws CliError where the store cannot be read */
export async function runConfig(flags: ConfigFlags, context: CliContext): Promise<void> {
  const home = homeFolder(flags, context);
  const server = await runningServer(home);
  const store = hasStore(storeFile(home)) ? await storeState(home) : undefined;
  const state = { home, from: originOf(flags, context), ...(store && { store }), ...(server && { server }) };
  context.stdout.write(flags.output === 'json' ? jsonText(state) : configText(state));
}

function originOf({ home }: ConfigFlags, { env }: CliContext): string {
  if (home !== undefined) return '--home';
  if (env.ICTL_HOME) return 'ICTL_HOME';
  return env.XDG_STATE_HOME?.startsWith('/') ? 'XDG_STATE_HOME' : 'the default';
}

async function storeState(home: string): Promise<StoreState> {
  const file = storeFile(home);
  const store = await openExistingStore(home);
  try {
    const kinds = store.list().objects.map(({ key }) => key.kind);
    const objects = Object.fromEntries(
      [...new Set(kinds)].map((kind) => [kind, kinds.filter((one) => one === kind).length]),
    );
    return { file, ...store.facts(), pendingBytes: sizeOf(`${file}-wal`), objects };
  } finally {
    store.close();
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

async function runningServer(home: string): Promise<ConfigState['server']> {
  try {
    const status = await serverStatus(home);
    if (status === undefined) return undefined;
    const { pid, revision, source, adminAddress } = status;
    return { pid, revision, source, ...(adminAddress !== undefined && { adminAddress }) };
  } catch (error) {
    if (error instanceof CliError) return undefined; // doctor says more of a server that is stuck
    throw error;
  }
}

function configText({ home, from, store, server }: ConfigState): string {
  const rows: (readonly [string, string])[] = [
    ['State folder', `${home} (${from})`],
    ...(store === undefined
      ? ([['Store', 'none yet: the first create or apply makes it']] as const)
      : storeRows(store)),
    ['Server', server === undefined ? 'none runs' : serverText(server)],
  ];
  return rows.map(([label, value]) => `${`${label}:`.padEnd(15)}${escapeLine(value)}\n`).join('');
}

function storeRows(store: StoreState): readonly (readonly [string, string])[] {
  const { file, bytes, freeBytes, pendingBytes, schemaVersion, revision, changes, objects } = store;
  const free = freeBytes === 0 ? '' : `, ${bytesText(freeBytes)} of it free`;
  const pending = pendingBytes === 0 ? '' : `, and ${bytesText(pendingBytes)} in its log`;
  const counts = Object.entries(objects).map(([kind, count]) => `${count} ${kind}`);
  const total = Object.values(objects).reduce((sum, count) => sum + count, 0);
  return [
    ['Store', `${file} (${bytesText(bytes)}${free}${pending})`],
    ['Schema', `version ${schemaVersion}`],
    ['Revision', `${revision}, ${changes === 1 ? 'the last change is kept' : `the last ${changes} changes are kept`}`],
    ['Objects', `${total}: ${counts.join(', ')}`],
  ];
}

function serverText({ pid, revision, source, adminAddress }: NonNullable<ConfigState['server']>): string {
  const what = source === 'files' ? 'files' : `revision ${revision}`;
  return `process ${pid} serves ${what}${adminAddress === undefined ? '' : `, admin on http://${adminAddress}`}`;
}
