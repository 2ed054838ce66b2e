import { resolve } from 'node:path';
import { resolveHome } from '../control/home.ts';
import type { CliContext, GlobalOptions } from './command.ts';

/** Returns the state folder that a command works on: --home, else ICTL_HOME, else below the XDG state folder. */
export function homeFolder({ home }: Pick<GlobalOptions, 'home'>, { env, cwd }: CliContext): string {
  return resolve(cwd, home ?? resolveHome(env));
}
