// The package as users get it: packed, and installed globally into a folder of its own. Done once a test run.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { packageRoot } from '../../src/lib/package-root.ts';
import { processFolder } from './temporary-folder.ts';

let installed: Promise<string> | undefined;

/** Path of the installed `ictl` executable. */
export function installedIctl(): Promise<string> {
  installed ??= install();
  return installed;
}

async function install(): Promise<string> {
  const folder = processFolder();
  const { stdout } = await execa('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: packageRoot(),
  });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
  await execa('npm', ['install', '--global', '--prefix', join(folder, 'prefix'), ...options, join(folder, filename)], {
    cwd: folder,
  });
  const executable = join(folder, 'prefix', 'bin', 'ictl');
  if (!existsSync(executable)) throw new Error(`npm did not install ${executable}`);
  return executable;
}
