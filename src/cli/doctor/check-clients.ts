import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { CliContext } from '../command.ts';
import { type CheckUp, ok, warning } from './check-up.ts';

const clients: readonly (readonly [name: string, versionFlag: string, use: string])[] = [
  ['curl', '--version', 'send requests as the examples do'],
  ['openssl', 'version', 'look at certificates on the wire'],
];

/** Programs that are used beside ictl; without them only the examples of the docs do not work. */
export async function checkClients({ env, cwd }: Pick<CliContext, 'env' | 'cwd'>): Promise<readonly CheckUp[]> {
  return await Promise.all(
    clients.map(async ([name, flag, use]) => {
      try {
        const { stdout } = await promisify(execFile)(name, [flag], { env: { ...env }, cwd, timeout: 5_000 });
        return ok(name, stdout.split('\n')[0]?.trim().slice(0, 60) ?? '');
      } catch {
        return warning(name, 'not found', `install it to ${use}`);
      }
    }),
  );
}
