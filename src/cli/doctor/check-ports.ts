import { once } from 'node:events';
import { createServer } from 'node:net';
import type { ServerStatus } from '../../control/protocol.ts';
import { socketBindings } from '../../serve/bindings.ts';
import type { TranslatedSnapshot } from '../translate/translate-snapshot.ts';
import { bad, type CheckUp, ok } from './check-up.ts';

const loopback = '127.0.0.1';

/** The sockets of the running server, or whether those that `serve` would take are free. */
export async function checkPorts(
  { config, proxy }: TranslatedSnapshot,
  status: ServerStatus | undefined,
): Promise<readonly CheckUp[]> {
  if (status !== undefined) return [boundPorts(status)];
  const bindings = socketBindings(config.listeners, proxy.serviceTargets, { ports: new Map(), hosts: [loopback] });
  const listeners = [...bindings].map(([listener, sockets]) => ({ listener, ports: sockets.map(({ port }) => port) }));
  if (listeners.length === 0) return [ok('ports', 'no Gateway applies, so none is needed')];
  return await Promise.all(listeners.map(({ listener, ports }) => checkListener(listener, ports)));
}

function boundPorts({ servicePorts }: ServerStatus): CheckUp {
  const ports = [...new Set(servicePorts.flatMap(({ sockets }) => sockets.map(({ port }) => port)))];
  return ports.length > 0
    ? ok('ports', `the server listens on ${ports.sort((left, right) => left - right).join(', ')}`)
    : bad('ports', 'the server listens on none', 'see what ictl serve printed of its ports');
}

/** One free port is enough: `serve` says which ones it could not have. */
async function checkListener(listener: string, ports: readonly number[]): Promise<CheckUp> {
  const problems = await Promise.all(ports.map(portProblem));
  const free = ports.filter((_, index) => problems[index] === undefined);
  const taken = ports.flatMap((port, index) => (problems[index] === undefined ? [] : [`${port} ${problems[index]}`]));
  const name = `ports of ${listener}`;
  if (free.length === 0) {
    const todo = 'end what uses them, or reach it on another port: ictl serve --port 80=8080';
    return bad(name, taken.join(', '), todo);
  }
  return ok(name, [`${free.join(', ')} free`, ...taken].join(', '));
}

async function portProblem(port: number): Promise<string | undefined> {
  const server = createServer();
  try {
    server.listen(port, loopback);
    await once(server, 'listening');
    return undefined;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') return 'in use';
    return code === 'EACCES' ? 'not for this user' : message;
  } finally {
    server.close();
  }
}
