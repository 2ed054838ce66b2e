// The control thread: SQLite and translation block, so they run beside the engine, not before it. Started by server.ts.
import { parentPort, workerData } from 'node:worker_threads';
import { CliError, ExitCode } from '../lib/errors.ts';
import { openSource } from './open-source.ts';
import { Pipeline } from './pipeline.ts';
import type {
  ControlThreadData,
  FromControlThread,
  SourceFailure,
  ToControlThread,
  Update,
} from './thread-messages.ts';

const { options, hosts } = workerData as ControlThreadData;
const port = parentPort;
if (port === null) throw new Error('the control thread was started as a program');

const send = (message: FromControlThread) => port.postMessage(message);

/** Resolves the publish under way; the pipeline has one at a time. */
let settle: ((rejected: string | undefined) => void) | undefined;
function publish(update: Update): Promise<string | undefined> {
  return new Promise((resolve) => {
    settle = resolve;
    send(update);
  });
}

try {
  const source = await openSource(options);
  const pipeline = new Pipeline({
    source,
    gateway: options.gateway,
    bindingPolicy: { ports: options.ports, hosts },
    publish,
    onFailure: (error) => send({ type: 'failed', failure: failureOf(error) }),
  });
  port.on('message', (message: ToControlThread) => {
    if (message.type === 'check') source.check();
    if (message.type === 'applied') settle?.(message.rejected);
    if (message.type === 'get-config') send({ type: 'config', id: message.id, dump: pipeline.dump() });
  });
  source.watch(() => pipeline.poke());
  pipeline.poke();
} catch (error) {
  send({ type: 'failed', failure: failureOf(error) });
}

function failureOf(error: unknown): SourceFailure {
  if (error instanceof CliError) return { message: error.message, hint: error.hint, exitCode: error.exitCode };
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { message, hint: undefined, exitCode: ExitCode.internal };
}
