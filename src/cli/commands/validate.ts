import type { RegisterCommand } from '../command.ts';
import { addFileFlag } from '../write/write-flags.ts';

export const registerValidate: RegisterCommand = (program, context) => {
  addFileFlag(program.command('validate').description('Check resources without storing them'))
    .option('-o, --output <format>', 'table or json (default: table)')
    .addHelpText(
      'after',
      `
Each object is judged as the API server and Istio would: its schema first, then what its fields mean. The exit code
is 1 if one is refused. Objects of kinds that ictl does not know are skipped.

Examples:
  ictl validate -f gateway.yaml
  ictl validate -f ./config -o json | jq '.[] | select(.accepted | not)'
  kubectl get gateways,virtualservices -A -o yaml | ictl validate
`,
    )
    .action(async (_options, command) => {
      const { runValidate } = await import('../validate/run-validate.ts');
      await runValidate(command.optsWithGlobals(), context);
    });
};
