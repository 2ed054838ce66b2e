// The program: arguments in, exit code out. Everything thrown becomes text and an exit code in report-error.ts; only
// this file touches `process`. Tests call runIctl with a context of their own.
import { CommanderError } from 'commander';
import { ExitCode } from '../lib/errors.ts';
import { asTyped } from './as-typed.ts';
import type { CliContext } from './command.ts';
import { processContext } from './process-context.ts';
import { buildProgram } from './program.ts';

/** Runs one command line, without the program's name; the answer is its exit code. */
export async function runIctl(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const program = buildProgram(context);
  try {
    await program.parseAsync(args.length === 0 ? ['--help'] : asTyped(args, program), { from: 'user' });
    return ExitCode.ok;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.ok : ExitCode.usage;
    const { reportError } = await import('./report-error.ts');
    return reportError(error, context, program.opts());
  }
}

/** Runs the command line that this process was given. */
export async function main(): Promise<void> {
  process.exitCode = await runIctl(process.argv.slice(2), processContext());
}
