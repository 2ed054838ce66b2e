import type { RegisterCommand } from '../command.ts';
import { collect } from '../input/collect.ts';
import { refuseFlags } from '../input/refuse-flags.ts';

export const registerGet: RegisterCommand = (program, context) => {
  const get = program
    .command('get')
    .description('Show resources')
    .argument('[type]', 'types, joined by commas, or all, or TYPE/NAME')
    .argument('[names...]', 'names; every object of the type without')
    .option(
      '-o, --output <format>',
      'wide, yaml, json, name, jsonpath=TEMPLATE, jsonpath-file=FILE, jsonpath-as-json=TEMPLATE, custom-columns=SPEC or custom-columns-file=FILE (default: a table)',
    )
    .option('-A, --all-namespaces', 'in every namespace')
    .option('-l, --selector <selector>', "only with these labels: app=web, 'tier in (a,b)', !app")
    .option('--field-selector <selector>', 'only with these fields: metadata.name!=web, type=kubernetes.io/tls')
    .option('-f, --file <path>', 'the objects of a file, folder, or - for standard input; repeatable', collect)
    .option('--ignore-not-found', 'say nothing of what is not there')
    .option('--sort-by <path>', 'order by a field: .metadata.creationTimestamp')
    .option('-w, --watch', 'show what is there, then each change as it happens')
    .option('--watch-only', 'show changes only')
    .option('--output-watch-events', 'say of each change whether it was ADDED, MODIFIED or DELETED')
    .option('-L, --label-columns <labels>', 'labels to show as columns; repeatable, or joined by commas', collect)
    .option('--show-labels', 'add a column with all labels')
    .option('--show-kind', 'show names with their kind')
    .option('--no-headers', 'leave the line of headers out');
  refuseFlags(get, {
    '--template <text>': 'use -o jsonpath=TEMPLATE',
    '--chunk-size <count>': 'lists are read at once: leave it out',
    '--raw <uri>': 'there is no API server to ask',
    '--subresource <name>': 'a status is part of what is shown',
    '-k, --kustomize <dir>': 'pipe it: kustomize build DIR | ictl get -f -',
  });
  get
    .addHelpText(
      'after',
      `
Examples:
  ictl get gateways
  ictl get gw,vs -A
  ictl get virtualservice httpbin -o yaml
  ictl get -n istio-system po -l istio=ingressgateway -o jsonpath='{.items[0].status.hostIP}'
  ictl get svc -n istio-system -o wide
  ictl get vs -o custom-columns=NAME:.metadata.name,HOSTS:.spec.hosts --sort-by .metadata.name
  ictl get secrets --field-selector type=kubernetes.io/tls
  ictl get gateways --watch
`,
    )
    .action(async (type: string | undefined, names: string[], _options, command) => {
      const { runGet } = await import('../get/run-get.ts');
      await runGet(type === undefined ? [] : [type, ...names], command.optsWithGlobals(), context);
    });
};
