import { once } from 'node:events';
import type { Server } from 'node:http';
import { CliError, ExitCode } from '../lib/errors.ts';

/** Envoy's, and Istio's, port of the admin interface. */
const DEFAULT_ADMIN_PORT = 15_000;

/**
 * Makes the admin server listen on loopback. Without a port that was asked for it takes 15000, or none if that is
 * taken: two servers side by side are no error.
 * @throws CliError where the port that was asked for cannot be had
 */
export async function listenForAdmin(server: Server, port: number | undefined): Promise<void> {
  try {
    server.listen(port ?? DEFAULT_ADMIN_PORT, '127.0.0.1');
    await once(server, 'listening');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (port === undefined && code === 'EADDRINUSE') return;
    throw new CliError(`the admin interface cannot listen on 127.0.0.1:${port ?? DEFAULT_ADMIN_PORT}: ${message}`, {
      exitCode: ExitCode.unavailable,
      hint: 'name another port with --admin-port, or take a free one with --admin-port 0',
    });
  }
}
