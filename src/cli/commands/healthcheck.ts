import { Argument } from 'commander';
import type { GlobalOptions, RegisterCommand } from '../command.ts';
import type { Health } from '../drain/run-healthcheck.ts';

export const registerHealthcheck: RegisterCommand = (program, context) => {
  program
    .command('healthcheck')
    .description('Let the running server seem unwell to load balancers, or well again')
    .addArgument(new Argument('<state>', 'what it seems').choices(['fail', 'ok']))
    .addHelpText(
      'after',
      `
While it fails, /ready of the admin interface answers 503 and each response says that it is the last of its
connection, so that clients come back over another server. Listeners stay open; \`ictl healthcheck ok\` undoes it.

Examples:
  ictl healthcheck fail
  ictl healthcheck ok
`,
    )
    .action(async (state: Health, _options, command) => {
      const { runHealthcheck } = await import('../drain/run-healthcheck.ts');
      await runHealthcheck(state, command.optsWithGlobals() as GlobalOptions, context);
    });
};
