import { poke, waitForRevision } from '../../control/control-client.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { CliContext } from '../command.ts';
import { withProgress } from '../output/progress.ts';

interface TellOptions {
  readonly wait?: boolean;
  /** In seconds. */
  readonly timeout: number;
  readonly output?: string;
}

/** Tells the running server of a write; with --wait, returns when it is in force. @throws CliError where it is not */
export async function tellServer(
  home: string,
  revision: number,
  { wait, timeout, output }: TellOptions,
  { stdout, stderr }: CliContext,
): Promise<void> {
  if (wait !== true) return poke(home);
  const outcome = await withProgress(`waiting for revision ${revision} to be in force`, stderr, () =>
    waitForRevision(home, revision, timeout * 1000),
  );
  if (outcome.isReached) {
    // Standard output belongs to the objects where they are printed.
    (output === undefined ? stdout : stderr).write(`In force: revision ${outcome.revision}\n`);
    return;
  }
  throw new CliError(
    `revision ${revision} is stored, but not in force: ${outcome.reason ?? `not within ${timeout} s`}`,
    {
      exitCode: ExitCode.unavailable,
      hint: `revision ${outcome.revision} is in force; see the output of ictl serve`,
    },
  );
}
