import { ApiError, type ApiReason, CliError, ExitCode } from '../lib/errors.ts';
import { systemError } from '../lib/system-error.ts';
import type { CliContext, GlobalOptions } from './command.ts';
import { escapeControls } from './output/escape-controls.ts';
import { paintFor } from './output/paint.ts';

const exitCodeOfReason: Readonly<Record<ApiReason, ExitCode>> = {
  NotFound: ExitCode.state,
  AlreadyExists: ExitCode.state,
  Conflict: ExitCode.state,
  Expired: ExitCode.state,
  Invalid: ExitCode.badInput,
  BadRequest: ExitCode.badInput,
  Forbidden: ExitCode.badInput,
};

/** What was tried, by the system call that was refused. */
const verbOfCall: Readonly<Record<string, string>> = {
  open: 'open',
  mkdir: 'make the folder',
  scandir: 'read the folder',
  write: 'write',
};

/** Says what went wrong and what to do next; the answer is the exit code. The one place where errors become output. */
export async function reportError(
  error: unknown,
  context: CliContext,
  { verbose, color }: Pick<GlobalOptions, 'verbose' | 'color'>,
): Promise<ExitCode> {
  const paint = await paintFor(context.stderr, context.env, color);
  const say = (text: string) => context.stderr.write(`${text}\n`);
  if (error instanceof CliError || error instanceof ApiError) {
    say(`${paint.red('Error:')} ${escapeControls(error.message)}`);
    if (error.hint !== undefined) say(`${paint.cyan('Hint:')} ${escapeControls(error.hint)}`);
    if (verbose && error.cause !== undefined) say(escapeControls(stackOf(error.cause)));
    return error instanceof ApiError ? exitCodeOfReason[error.reason] : error.exitCode;
  }
  const refused = systemError(error);
  if (refused?.path !== undefined) {
    const what = `cannot ${verbOfCall[refused.syscall] ?? 'use'} ${refused.path}: ${refused.reason}`;
    say(`${paint.red('Error:')} ${escapeControls(what)}`);
    say(`${paint.cyan('Hint:')} ${refused.hint}`);
    if (verbose) say(escapeControls(stackOf(error)));
    return ExitCode.unavailable;
  }
  say(`${paint.red('Error:')} this is a defect of ictl`);
  say(escapeControls(stackOf(error)));
  return ExitCode.internal;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
