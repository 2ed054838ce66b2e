import type { RegisterCommand } from '../command.ts';
import { addFileFlag, addWriteFlags } from '../write/write-flags.ts';

export const registerDelete: RegisterCommand = (program, context) => {
  const remove = program
    .command('delete')
    .description('Delete resources')
    .argument('[type]', 'a type, or TYPE/NAME')
    .argument('[names...]', 'names of objects of that type')
    .option('--ignore-not-found', 'what is not there counts as deleted');
  addWriteFlags(addFileFlag(remove))
    .addHelpText(
      'after',
      `
With a Namespace goes everything in it, with a Service its Endpoints. What is there is deleted even when something else is not.

Examples:
  ictl delete gateway httpbin-gateway
  ictl delete ingress simple-ingress secure-ingress
  ictl delete ing/simple-ingress svc/httpbin
  ictl delete -f gateway.yaml
`,
    )
    .action(async (type: string | undefined, names: string[], _options, command) => {
      const { runDelete } = await import('../write/run-delete.ts');
      await runDelete(type === undefined ? [] : [type, ...names], command.optsWithGlobals(), context);
    });
};
