import { Option } from 'commander';
import type { RegisterCommand } from '../command.ts';
import { reportFormats } from '../input/report-formats.ts';
import { addFileFlag } from '../write/write-flags.ts';

export const registerValidate: RegisterCommand = (program, context) => {
  addFileFlag(program.command('validate').description('Check resources without storing them'))
    .addOption(new Option('-o, --output <format>', 'format').choices(reportFormats).default('table'))
    .addHelpText(
      'after',
      `
Each object is judged as the API server and Istio would: its schema first, then what its fields mean. The exit code
is 1 if one is refused, in every format. Objects of kinds that ictl does not know are skipped. What the objects do
together is for analyze.

Examples:
  ictl validate -f gateway.yaml
  ictl validate -f ./config -o json | jq '.[] | select(.accepted | not)'
  ictl validate -f ./config -o junit > validate.xml
  kubectl get gateways,virtualservices -A -o yaml | ictl validate
`,
    )
    .action(async (_options, command) => {
      const { runValidate } = await import('../validate/run-validate.ts');
      await runValidate(command.optsWithGlobals(), context);
    });
};
