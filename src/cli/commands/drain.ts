import type { RegisterCommand } from '../command.ts';
import type { DrainFlags } from '../drain/run-drain.ts';

export const registerDrain: RegisterCommand = (program, context) => {
  program
    .command('drain')
    .description('Close the listeners of the running server for good, and let its connections end')
    .option('--wait <seconds>', 'wait for the connections, at most so long', '0')
    .addHelpText(
      'after',
      `
No connection is taken any more, each response says that it is the last of its connection, and /ready of the admin
interface answers 503. The server runs on until it is ended; what changes in the store is no longer bound. Exit code 1
when connections are left.

Examples:
  ictl drain
  ictl drain --wait 30
`,
    )
    .action(async (_options, command) => {
      const { runDrain } = await import('../drain/run-drain.ts');
      await runDrain(command.optsWithGlobals() as DrainFlags, context);
    });
};
