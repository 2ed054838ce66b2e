import { serverStatus } from '../../control/control-client.ts';
import type { ServerStatus } from '../../control/protocol.ts';
import { isServerRunning } from '../../control/server-lock.ts';
import { CliError } from '../../lib/errors.ts';
import { bad, type CheckUp, ok } from './check-up.ts';

export interface CheckedServer {
  readonly status: ServerStatus | undefined;
  readonly checkUp: CheckUp;
}

/** Whether a server runs, answers, and has the newest revision in force. @param revision of the store */
export async function checkServer(home: string, revision: number | undefined): Promise<CheckedServer> {
  const name = 'server';
  try {
    const status = await serverStatus(home);
    if (status !== undefined) return { status, checkUp: judge(status, revision) };
    if (!(await isServerRunning(home))) return { status, checkUp: ok(name, 'none runs; ictl serve starts one') };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
  }
  return {
    status: undefined,
    checkUp: bad(name, 'one runs but does not answer', 'see its output; end it and start it again with ictl serve'),
  };
}

function judge({ pid, revision, source, isReady }: ServerStatus, stored: number | undefined): CheckUp {
  const name = 'server';
  if (!isReady) return bad(name, `process ${pid} has put nothing in force yet`, 'see the output of ictl serve');
  if (source === 'files') return ok(name, `process ${pid} serves files`);
  if (stored !== undefined && revision < stored) {
    const text = `process ${pid} serves revision ${revision}, the store has ${stored}`;
    return bad(name, text, 'see the output of ictl serve: the newer one may have been refused');
  }
  return ok(name, `process ${pid} serves revision ${revision}`);
}
