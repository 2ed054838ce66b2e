import type { RegisterCommand } from '../command.ts';
import type { TranslateFlags } from '../translate/run-translate.ts';
import { addFileFlag } from '../write/write-flags.ts';

export const registerTranslate: RegisterCommand = (program, context) => {
  const translate = program
    .command('translate')
    .description('Show the Envoy configuration that files stand for')
    .argument('[section]', 'listeners, routes, clusters, endpoints or findings (default: all)');
  addFileFlag(translate)
    .option('-o, --output <format>', 'json, yaml or table (default: table)')
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
    .action(async (section: string | undefined, _options, command) => {
      const { runTranslate } = await import('../translate/run-translate.ts');
      await runTranslate(section, command.optsWithGlobals() as TranslateFlags, context);
    });
};
