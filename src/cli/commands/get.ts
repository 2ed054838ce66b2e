import type { RegisterCommand } from '../command.ts';

export const registerGet: RegisterCommand = (program, context) => {
  program
    .command('get')
    .description('Show resources')
    .argument('[type]', 'types, joined by commas, or all, or TYPE/NAME')
    .argument('[names...]', 'names; every object of the type without')
    .option('-o, --output <format>', 'wide, yaml, json, name or jsonpath=TEMPLATE (default: a table)')
    .option('-A, --all-namespaces', 'in every namespace')
    .option('-l, --selector <selector>', "only with these labels: app=web, 'tier in (a,b)', !app")
    .option('-L, --label-columns <labels>', 'labels to show as columns')
    .option('--show-labels', 'add a column with all labels')
    .option('--no-headers', 'leave the line of headers out')
    .addHelpText(
      'after',
      `
Examples:
  ictl get gateways
  ictl get gw,vs -A
  ictl get virtualservice httpbin -o yaml
  ictl get -n istio-system po -l istio=ingressgateway -o jsonpath='{.items[0].status.hostIP}'
  ictl get svc -n istio-system -o wide
`,
    )
    .action(async (type: string | undefined, names: string[], _options, command) => {
      const { runGet } = await import('../get/run-get.ts');
      await runGet(type === undefined ? [] : [type, ...names], command.optsWithGlobals(), context);
    });
};
