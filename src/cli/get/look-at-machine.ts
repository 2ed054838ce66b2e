import { serverStatus } from '../../control/control-client.ts';
import { isServerRunning } from '../../control/server-lock.ts';
import { CliError } from '../../lib/errors.ts';
import { idleMachine, type Machine } from '../../objects/machine.ts';

/** Asks the server that runs on a state folder, if one does, where it is reached. */
export async function lookAtMachine(home: string): Promise<Machine> {
  try {
    const status = await serverStatus(home);
    return status === undefined ? idleMachine : { isServing: status.isReady, servicePorts: status.servicePorts };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    // It does not answer; what is stored can be read all the same, and the lock tells whether it still runs.
    return { isServing: await isServerRunning(home), servicePorts: [] };
  }
}
