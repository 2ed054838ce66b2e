import { serverStatus } from '../../control/control-client.ts';
import { idleMachine, type Machine } from '../../objects/machine.ts';

/** Asks the server that runs on a state folder, if one does, where it is reached. */
export async function lookAtMachine(home: string): Promise<Machine> {
  const status = await serverStatus(home);
  return status === undefined ? idleMachine : { isServing: status.isReady, servicePorts: status.servicePorts };
}
