// The system's store on Linux: a folder of anchors, and a program that makes the bundle from it.
import { accessSync, constants, copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TrustAction, TrustOutcome, TrustWorld } from './trust-world.ts';

interface Layout {
  readonly name: string;
  /** Below the root. */
  readonly folder: string;
  readonly ending: string;
  readonly update: readonly [string, ...string[]];
}

/** The folders are those of the packages ca-certificates of each distribution. */
const layouts: readonly Layout[] = [
  {
    name: 'Debian, Ubuntu, Alpine',
    folder: 'usr/local/share/ca-certificates',
    ending: 'crt',
    update: ['update-ca-certificates'],
  },
  {
    name: 'Fedora, RHEL',
    folder: 'etc/pki/ca-trust/source/anchors',
    ending: 'pem',
    update: ['update-ca-trust', 'extract'],
  },
  {
    name: 'Arch',
    folder: 'etc/ca-certificates/trust-source/anchors',
    ending: 'crt',
    update: ['trust', 'extract-compat'],
  },
  { name: 'openSUSE', folder: 'usr/share/pki/trust/anchors', ending: 'pem', update: ['update-ca-certificates'] },
];

/** Puts the CA into the system's store, or takes it out. Without the right to write, says what root would type. */
export async function trustOnLinux(action: TrustAction, world: TrustWorld): Promise<TrustOutcome> {
  const layout = layouts.find(({ folder }) => existsSync(join(world.root, folder)));
  if (layout === undefined) {
    const text = 'no folder for CAs is known here; see the documentation of your distribution';
    return { store: 'system', status: 'not-done', text };
  }
  const store = `system (${layout.name})`;
  const folder = join(world.root, layout.folder);
  const file = join(folder, `${world.label}.${layout.ending}`);
  if (!existsSync(file) && action === 'untrust') return { store, status: 'unchanged', text: `${file} is not there` };
  if (action === 'trust' && isSame(file, world.certificate)) {
    return { store, status: 'unchanged', text: `${file} is there already` };
  }
  const commands = commandsFor(action, file, layout, world);
  if (!isWritable(folder)) return { store, status: 'not-done', text: `only root may write to ${folder}`, commands };
  if (action === 'trust') copyFileSync(world.certificate, file);
  else rmSync(file);
  return await updated(store, file, layout, world, action);
}

async function updated(
  store: string,
  file: string,
  { update: [command, ...args] }: Layout,
  world: TrustWorld,
  action: TrustAction,
): Promise<TrustOutcome> {
  const { status, output } = await world.run(command, args);
  const done = action === 'trust' ? `wrote ${file}` : `removed ${file}`;
  const line = [command, ...args].join(' ');
  if (status === 'ok') return { store, status: 'done', text: `${done}, ran ${line}` };
  const reason = status === 'not-installed' ? 'is not installed' : `failed: ${output}`;
  return { store, status: 'not-done', text: `${done}, but ${line} ${reason}`, commands: [`sudo ${line}`] };
}

function commandsFor(action: TrustAction, file: string, { update }: Layout, { certificate }: TrustWorld) {
  const change = action === 'trust' ? `sudo install -m 644 '${certificate}' '${file}'` : `sudo rm '${file}'`;
  return [change, `sudo ${update.join(' ')}`];
}

function isSame(file: string, certificate: string): boolean {
  return existsSync(file) && readFileSync(file).equals(readFileSync(certificate));
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
