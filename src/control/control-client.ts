// The command line's end of the socket.
import { lstatSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { CliError, ExitCode } from '../lib/errors.ts';
import { readJsonLines, writeJsonLine } from './json-lines.ts';
import type { ControlAnswer, ControlRequest, ServedConfig, ServerStatus, WaitOutcome } from './protocol.ts';
import { socketPath } from './socket-path.ts';

/** A server that answers later than this is stuck. */
const ANSWER_TIMEOUT_MS = 5_000;

/** Our own server's answer may be a large configuration. */
const MAX_ANSWER_CHARACTERS = 512 * 1024 * 1024;

/** Tells a running server that the store was written. Without a server, or with a stuck one, nothing happens. */
export async function poke(home: string): Promise<void> {
  try {
    await ask(home, { type: 'poke' }, ANSWER_TIMEOUT_MS);
  } catch {
    // The write is done; a server that misses the poke finds it by itself within half a second.
  }
}

/** Returns the state of the running server; undefined where none runs. @throws CliError where it does not answer */
export async function serverStatus(home: string): Promise<ServerStatus | undefined> {
  const answer = await ask(home, { type: 'status' }, ANSWER_TIMEOUT_MS);
  return answer?.type === 'status' ? answer.status : undefined;
}

/** Returns what the running server's proxy runs; undefined where none runs. @throws CliError as serverStatus */
export async function servedConfig(home: string): Promise<ServedConfig | undefined> {
  const answer = await ask(home, { type: 'config' }, ANSWER_TIMEOUT_MS);
  return answer?.type === 'config' ? answer.served : undefined;
}

/** Waits until a revision of the store is in force. @throws CliError where no server runs */
export async function waitForRevision(home: string, revision: number, timeoutMs: number): Promise<WaitOutcome> {
  const answer = await ask(home, { type: 'wait', revision, timeoutMs }, timeoutMs + ANSWER_TIMEOUT_MS);
  if (answer?.type === 'wait') return answer.outcome;
  throw noServer(home);
}

/**
 * Asks the running server to close its listeners for good and let its connections end.
 * @returns how many of them are left after `timeoutMs`
 * @throws CliError where no server runs
 */
export async function drainServer(home: string, timeoutMs: number): Promise<number> {
  const answer = await ask(home, { type: 'drain', timeoutMs }, timeoutMs + ANSWER_TIMEOUT_MS);
  if (answer?.type === 'drain') return answer.connections;
  throw noServer(home);
}

/** Asks the running server to seem unwell, or well again. @throws CliError where no server runs */
export async function failHealthCheck(home: string, fails: boolean): Promise<void> {
  const answer = await ask(home, { type: 'health-check', fails }, ANSWER_TIMEOUT_MS);
  if (answer === undefined) throw noServer(home);
}

/** Asks the running server to drain and end. @throws CliError where no server runs */
export async function stopServer(home: string): Promise<void> {
  const answer = await ask(home, { type: 'stop' }, ANSWER_TIMEOUT_MS);
  if (answer === undefined) throw noServer(home);
}

function noServer(home: string): CliError {
  return new CliError(`no server runs on ${home}`, {
    exitCode: ExitCode.unavailable,
    hint: 'start one with ictl serve; with --home or ICTL_HOME, both must name the same folder',
  });
}

/** Sends one request; undefined where no server runs. */
async function ask(home: string, request: ControlRequest, timeoutMs: number): Promise<ControlAnswer | undefined> {
  const socket = await connect(socketPath(home));
  if (socket === undefined) return undefined;
  const timer = setTimeout(() => socket.destroy(), timeoutMs);
  try {
    writeJsonLine(socket, request);
    for await (const answer of readJsonLines(socket, MAX_ANSWER_CHARACTERS)) return checked(answer as ControlAnswer);
    throw new CliError('the server did not answer', {
      exitCode: ExitCode.unavailable,
      hint: 'it may be stopping, or stuck: see its output',
    });
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
}

function checked(answer: ControlAnswer): ControlAnswer {
  if (answer.type !== 'error') return answer;
  throw new CliError(answer.message, {
    exitCode: ExitCode.unavailable,
    hint: 'server and command line may be of different versions: restart the server',
  });
}

/** Connects; undefined where nobody listens. */
async function connect(path: string): Promise<Socket | undefined> {
  if (!isOwnSocket(path)) return undefined;
  return await new Promise((resolve, reject) => {
    const socket = createConnection(path);
    socket.once('connect', () => {
      // From here on an error shows as an end without an answer.
      socket.removeAllListeners('error').on('error', () => socket.destroy());
      resolve(socket);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' || error.code === 'ENOENT') resolve(undefined);
      else reject(unreachable(path, error));
    });
  });
}

/** Below the temporary folder anybody could have put a socket of that name. */
function isOwnSocket(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found?.isSocket() === true && found.uid === (process.getuid?.() ?? found.uid);
}

function unreachable(path: string, cause: Error): CliError {
  return new CliError(`the server's socket ${path} cannot be reached: ${cause.message}`, {
    exitCode: ExitCode.unavailable,
    cause,
  });
}
