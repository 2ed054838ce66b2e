import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { CliError, ExitCode } from '../lib/errors.ts';
import { createHttpbin } from '../sample/httpbin.ts';
import type { CliContext } from './command.ts';

/** Runs the sample backend on loopback until the run is aborted, and says how to register it. */
export async function runHttpbin(port: number, { stdout, signal }: CliContext): Promise<void> {
  const server = createHttpbin();
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE')
      throw new CliError(`cannot listen on 127.0.0.1:${port}: ${message}`, { exitCode: ExitCode.unavailable });
    throw new CliError(`port ${port} is in use`, {
      exitCode: ExitCode.unavailable,
      hint: 'name another with --port, or take a free one with --port 0',
    });
  }
  const { port: bound } = server.address() as AddressInfo;
  stdout.write(`httpbin listens on http://127.0.0.1:${bound}\n`);
  stdout.write(`to route to it: ictl register httpbin 127.0.0.1 http:${bound}\n`);
  if (!signal.aborted) await once(signal, 'abort');
  server.closeAllConnections();
  server.close();
}
