import { lstatSync, unlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { isSocketPath } from '../../lib/socket-path.ts';

/** Removes a socket's path that nobody listens on any more; whether it did. */
export async function removeStaleSocket(path: string): Promise<boolean> {
  if (!isSocketPath(path) || !path.startsWith('/') || lstatSync(path, { throwIfNoEntry: false })?.isSocket() !== true)
    return false;
  const isAnswered = await new Promise<boolean>((resolve) => {
    const probe = connect(path, () => resolve(true));
    probe.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code !== 'ECONNREFUSED'));
    probe.once('connect', () => probe.destroy());
  });
  if (isAnswered) return false;
  unlinkSync(path);
  return true;
}
