import { Option } from 'commander';
import type { RegisterCommand } from '../command.ts';
import { collect } from '../input/collect.ts';

export const registerDescribe: RegisterCommand = (program, context) => {
  program
    .command('describe')
    .description('Show resources with what they do in the proxy')
    .argument('[type]', 'types, joined by commas, or TYPE/NAME')
    .argument('[names...]', 'names; every object of the type without')
    .option(
      '-f, --file <path>',
      'describe what these files and folders hold, instead of the store; repeatable',
      collect,
    )
    .option('-A, --all-namespaces', 'in every namespace')
    .option('-l, --selector <selector>', "only with these labels: app=web, 'tier in (a,b)', !app")
    .addOption(new Option('-o, --output <format>', 'format').choices(['text', 'json']).default('text'))
    .option('--mesh-config <file>', 'mesh config, instead of ConfigMap istio in istio-system')
    .option(
      '--gateway <name.namespace>',
      'in this gateway Deployment (default: istio-ingressgateway and istio-ingress)',
    )
    .addHelpText(
      'after',
      `
Below its fields stand the listeners, routes and clusters that were made from the resource, the requests that reach
it, and what is wrong with it. Of a Secret: its certificates, and which servers use them; no key is shown.

Examples:
  ictl describe gateway httpbin-gateway
  ictl describe vs/httpbin dr/httpbin
  ictl describe secret my-ingress-cert -n istio-system
  ictl describe -f ./istio virtualservice httpbin
`,
    )
    .action(async (type: string | undefined, names: string[], _options, command) => {
      const { runDescribe } = await import('../describe/run-describe.ts');
      await runDescribe(type === undefined ? [] : [type, ...names], command.optsWithGlobals(), context);
    });
};
