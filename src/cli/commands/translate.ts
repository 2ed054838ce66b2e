import { Argument, Option } from 'commander';
import type { RegisterCommand } from '../command.ts';
import type { Section, TranslateFlags } from '../translate/run-translate.ts';
import { addFileFlag } from '../write/write-flags.ts';

export const registerTranslate: RegisterCommand = (program, context) => {
  const translate = program
    .command('translate')
    .description('Show the Envoy configuration that files stand for')
    .addArgument(
      new Argument('[section]', 'only this (default: all)').choices([
        'listeners',
        'routes',
        'clusters',
        'endpoints',
        'findings',
      ]),
    );
  addFileFlag(translate)
    .addOption(new Option('-o, --output <format>', 'format').choices(['json', 'yaml', 'table']).default('table'))
    .option('--mesh-config <file>', 'mesh config, instead of ConfigMap istio in istio-system')
    .option(
      '--gateway <name.namespace>',
      'translate for this gateway Deployment (default: istio-ingressgateway and istio-ingress)',
    )
    .addHelpText(
      'after',
      `
No server and no store is needed. Objects that an API server would refuse are left out, with a finding.

Examples:
  ictl translate -f gateway.yaml -f virtual-service.yaml
  ictl translate -f ./istio routes -o yaml
  ictl translate -f ./istio findings
  cat ./istio/*.yaml | ictl translate -o json
`,
    )
    .action(async (section: Section | undefined, _options, command) => {
      const { runTranslate } = await import('../translate/run-translate.ts');
      await runTranslate(section, command.optsWithGlobals() as TranslateFlags, context);
    });
};
