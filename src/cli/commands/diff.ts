import { type Command, Option } from 'commander';
import type { RegisterCommand } from '../command.ts';
import type { DiffFlags } from '../diff/run-diff.ts';
import { refuseArguments } from '../input/refuse-arguments.ts';
import { addFileFlag } from '../write/write-flags.ts';

export const registerDiff: RegisterCommand = (program, context) => {
  const diff = program
    .command('diff')
    .description('Show what applying files would change: hosts and routes in words, then the YAML')
    .argument('[words...]')
    .usage('[options] -f PATH');
  addFileFlag(diff)
    .addOption(new Option('-o, --output <format>', 'format').choices(['text', 'json']).default('text'))
    .option('--no-yaml', 'only what changes in the proxy')
    .option('--mesh-config <file>', 'mesh config, instead of ConfigMap istio in istio-system')
    .option(
      '--gateway <name.namespace>',
      'in this gateway Deployment (default: istio-ingressgateway and istio-ingress)',
    )
    .addHelpText(
      'after',
      `
Nothing is written. What a Secret holds is masked. The exit code is 1 where something would change, 0 where nothing
would.

Examples:
  ictl diff -f virtual-service.yaml
  ictl diff -f ./istio --no-yaml
  ictl get gw,vs -o yaml | sed s/foo/bar/ | ictl diff -f -
`,
    )
    .action(async (words: string[], _options, command: Command) => {
      refuseArguments(command, words);
      const { runDiff } = await import('../diff/run-diff.ts');
      await runDiff(command.optsWithGlobals() as DiffFlags, context);
    });
};
