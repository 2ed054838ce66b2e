import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Returns the state folder that the environment names: ICTL_HOME, else `ictl` below XDG_STATE_HOME, whose default is
 * ~/.local/state (XDG Base Directory Specification; a relative XDG_STATE_HOME is to be ignored).
 */
export function resolveHome(env: Readonly<Record<string, string | undefined>>): string {
  if (env.ICTL_HOME) return env.ICTL_HOME;
  const state = env.XDG_STATE_HOME;
  if (state?.startsWith('/')) return join(state, 'ictl');
  return join(env.HOME || homedir(), '.local', 'state', 'ictl');
}
