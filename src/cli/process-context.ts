import { ExitCode } from '../lib/errors.ts';
import { systemError } from '../lib/system-error.ts';
import type { CliContext } from './command.ts';

/** The context of the real process. */
export function processContext(): CliContext {
  let controller: AbortController | undefined;
  process.stdout.on('error', onOutputError);
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    now: () => new Date(),
    /** Signals are taken only by commands that ask; all others end by them as any program does. */
    get signal() {
      controller ??= abortOnSignals();
      return controller.signal;
    },
  };
}

/** A reader that leaves early, as in `ictl get all | head`, is no error; a full disk is one, and nothing can go on. */
function onOutputError(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit();
  const refused = systemError(error);
  if (refused === undefined) throw error;
  process.stderr.write(`Error: cannot write to standard output: ${refused.reason}\n`);
  process.exit(ExitCode.unavailable);
}

/** The first SIGINT or SIGTERM aborts, a second one ends the process at once. */
function abortOnSignals(): AbortController {
  const controller = new AbortController();
  const onSignal = (signal: NodeJS.Signals) => {
    if (controller.signal.aborted) process.exit(signal === 'SIGINT' ? 130 : 143);
    controller.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return controller;
}
