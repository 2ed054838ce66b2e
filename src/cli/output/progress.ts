import type { OutputStream } from '../command.ts';

const eraseLine = '\r\u001b[K';

/** Says on a terminal what is being done until it is done; in a pipe nothing. */
export async function withProgress<T>(text: string, stderr: OutputStream, work: () => T | Promise<T>): Promise<T> {
  if (stderr.isTTY !== true) return await work();
  stderr.write(`${text} …`);
  try {
    return await work();
  } finally {
    stderr.write(eraseLine);
  }
}
