import { failHealthCheck } from '../../control/control-client.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { homeFolder } from '../home-folder.ts';

export type Health = 'fail' | 'ok';

/** Changes what the running server seems to load balancers. @throws CliError where none runs */
export async function runHealthcheck(state: Health, flags: GlobalOptions, context: CliContext): Promise<void> {
  await failHealthCheck(homeFolder(flags, context), state === 'fail');
  context.stdout.write(state === 'fail' ? 'Health checks fail\n' : 'Health checks pass\n');
}
