import { Option } from 'commander';
import type { ApiResourcesFlags } from '../api-resources/run-api-resources.ts';
import type { RegisterCommand } from '../command.ts';

export const registerApiResources: RegisterCommand = (program, context) => {
  program
    .command('api-resources')
    .description('List the kinds of resources')
    .addOption(
      new Option('-o, --output <format>', 'with verbs and categories, or names only').choices(['wide', 'name']),
    )
    .addOption(
      new Option('--namespaced [bool]', 'only kinds in namespaces, or with false only others').choices([
        'true',
        'false',
      ]),
    )
    .option('--api-group <group>', 'only kinds of this API group')
    .addOption(new Option('--sort-by <field>', 'order (default: by group and name)').choices(['name', 'kind']))
    .option('--no-headers', 'leave the line of headers out')
    .addHelpText(
      'after',
      `
Examples:
  ictl api-resources
  ictl api-resources --api-group networking.istio.io -o wide
  ictl api-resources --namespaced=false -o name
`,
    )
    .action(async (_options, command) => {
      const { runApiResources } = await import('../api-resources/run-api-resources.ts');
      runApiResources(command.optsWithGlobals() as ApiResourcesFlags, context);
    });
};
