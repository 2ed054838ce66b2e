import { homedir } from 'node:os';
import { join } from 'node:path';
import type { CliContext } from './command.ts';

/**
 * Returns the folder of what is kept for the user rather than for one store: `ictl` below XDG_DATA_HOME, whose default
 * is ~/.local/share (XDG Base Directory Specification; a relative XDG_DATA_HOME is to be ignored).
 */
export function dataFolder({ env }: Pick<CliContext, 'env'>): string {
  const data = env.XDG_DATA_HOME;
  if (data?.startsWith('/')) return join(data, 'ictl');
  return join(env.HOME || homedir(), '.local', 'share', 'ictl');
}
