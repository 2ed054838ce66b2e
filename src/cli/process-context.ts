import type { CliContext } from './command.ts';

/** The context of the real process. */
export function processContext(): CliContext {
  let controller: AbortController | undefined;
  // A reader that leaves early, as in `ictl get all | head`, is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
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
