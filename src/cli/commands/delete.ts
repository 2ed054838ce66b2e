import type { RegisterCommand } from '../command.ts';
import { refuseFlags } from '../input/refuse-flags.ts';
import { addTargetFlags } from '../input/target-flags.ts';
import { addDeletionFlags } from '../write/delete-flags.ts';
import { addFileFlag, addWriteFlags } from '../write/write-flags.ts';

export const registerDelete: RegisterCommand = (program, context) => {
  const remove = program
    .command('delete')
    .description('Delete resources')
    .argument('[types]', 'types, joined by commas, or all, or TYPE/NAME')
    .argument('[names...]', 'names of objects of that type')
    .option('--ignore-not-found', 'what is not there counts as deleted');
  refuseFlags(remove, {
    '-i, --interactive': 'there are no questions asked: see what would go with --dry-run',
    '-k, --kustomize <dir>': 'pipe it: kustomize build DIR | ictl delete',
    '--raw <uri>': 'there is no API server to send it to',
  });
  addWriteFlags(addDeletionFlags(addFileFlag(addTargetFlags(remove))))
    .addHelpText(
      'after',
      `
With a Namespace goes everything in it, with a Service its Endpoints. What is there is deleted even when something else
is not. What selectors choose is chosen in the transaction that deletes it.

Examples:
  ictl delete gateway httpbin-gateway
  ictl delete ing/simple-ingress svc/httpbin
  ictl delete -f gateway.yaml --ignore-not-found
  ictl delete gateways,virtualservices -l app=httpbin
  ictl delete secrets --field-selector type=kubernetes.io/tls
  ictl delete all --all -n staging
`,
    )
    .action(async (types: string | undefined, names: string[], _options, command) => {
      const { runDelete } = await import('../write/run-delete.ts');
      await runDelete(types === undefined ? [] : [types, ...names], command.optsWithGlobals(), context);
    });
};
