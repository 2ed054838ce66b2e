import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Kernels take some 104 bytes (macOS; Linux 108); longer paths are cut off without an error. */
const MAX_PATH_BYTES = 100;

/** Returns the path of the server's socket: in the state folder, or below a hash of its name where that is too long. */
export function socketPath(home: string): string {
  const path = join(home, 'serve.sock');
  if (Buffer.byteLength(path) <= MAX_PATH_BYTES) return path;
  const hash = createHash('sha256').update(home).digest('hex').slice(0, 16);
  return join(tmpdir(), `ictl-${process.getuid?.() ?? 0}-${hash}.sock`);
}
