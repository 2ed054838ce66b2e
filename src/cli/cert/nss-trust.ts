// Chromium and Firefox on Linux, and Firefox on macOS, keep a database of their own (NSS) for each profile.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TrustAction, TrustOutcome, TrustWorld } from './trust-world.ts';

/** Below the home folder: databases, and folders of profiles that have one each. */
const databases = ['.pki/nssdb', 'snap/chromium/current/.pki/nssdb'];
const profileFolders = [
  '.mozilla/firefox',
  'snap/firefox/common/.mozilla/firefox',
  'Library/Application Support/Firefox/Profiles',
];

/** Changes every database of this user. */
export async function trustInBrowsers(action: TrustAction, world: TrustWorld): Promise<readonly TrustOutcome[]> {
  const outcomes: TrustOutcome[] = [];
  for (const folder of nssDatabases(world.home)) outcomes.push(await changeDatabase(action, folder, world));
  return outcomes;
}

function nssDatabases(home: string): readonly string[] {
  const profiles = profileFolders.flatMap((folder) => subfolders(join(home, folder)));
  const all = [...databases.map((folder) => join(home, folder)), ...profiles];
  return all.filter((folder) => existsSync(join(folder, 'cert9.db')));
}

async function changeDatabase(action: TrustAction, folder: string, world: TrustWorld): Promise<TrustOutcome> {
  const store = `browser (${folder})`;
  const args =
    action === 'trust'
      ? ['-A', '-d', `sql:${folder}`, '-t', 'C,,', '-n', world.label, '-i', world.certificate]
      : ['-D', '-d', `sql:${folder}`, '-n', world.label];
  const { status, output } = await world.run('certutil', args);
  if (status === 'ok') return { store, status: 'done', text: action === 'trust' ? 'added' : 'removed' };
  if (action === 'untrust' && /could not find/i.test(output)) return { store, status: 'unchanged', text: 'not there' };
  const text =
    status === 'not-installed'
      ? 'certutil is not installed: it is in libnss3-tools (Debian), nss-tools (Fedora) or nss (Homebrew)'
      : `certutil failed: ${output}`;
  const words = args.map((arg) => (/^[\w./:,-]+$/.test(arg) ? arg : `'${arg}'`));
  return { store, status: 'not-done', text, commands: [`certutil ${words.join(' ')}`] };
}

function subfolders(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name));
}
