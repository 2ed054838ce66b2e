import { drainServer } from '../../control/control-client.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { homeFolder } from '../home-folder.ts';

export interface DrainFlags extends GlobalOptions {
  /** Seconds, as written. */
  readonly wait: string;
}

/** Drains the running server. @throws CliError where none runs, and where connections are left */
export async function runDrain(flags: DrainFlags, context: CliContext): Promise<void> {
  const seconds = Number(flags.wait);
  if (!(seconds >= 0 && seconds <= 86_400))
    throw new CliError(`--wait is "${flags.wait}", not seconds from 0 to 86400`, { exitCode: ExitCode.usage });
  const left = await drainServer(homeFolder(flags, context), seconds * 1000);
  const count = left === 1 ? '1 connection is' : `${left} connections are`;
  if (left > 0)
    throw new CliError(`no new connections are taken, and ${count} left`, {
      exitCode: ExitCode.no,
      hint: 'they end when their clients are done; ictl drain --wait 30 waits for them',
    });
  context.stdout.write('Drained: no connection is left and none is taken\n');
}
