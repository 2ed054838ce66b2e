import { InvalidArgumentError } from 'commander';
import type { RegisterCommand } from '../command.ts';
import { collect } from '../input/collect.ts';
import type { ServeFlags } from '../serve/serve-options.ts';

export const registerServe: RegisterCommand = (program, context) => {
  program
    .command('serve')
    .description('Run the embedded ingress proxy: it enforces what is in the store, or in files with -f')
    .option(
      '-f, --file <path>',
      'serve these files and folders instead of the store, and reload when they change',
      collect,
    )
    .option(
      '--port <port=socket>',
      'reach a Gateway port on this one instead, 0 takes a free one (80=8080); repeatable',
      collect,
    )
    .option(
      '--service <name.namespace:port=address:port>',
      'where the backend of a Service listens; repeatable',
      collect,
    )
    .option('--bind <address>', 'listen on this address instead of loopback only; repeatable', collect)
    .option('--access-log <file>', 'a file, - for standard output, or off (default: as the mesh config says)')
    .option('--mesh-config <file>', 'mesh config, instead of ConfigMap istio in istio-system')
    .option(
      '--admin-port <port>',
      'port of the admin interface, 0 takes a free one (default: 15000 if it is free)',
      parsePort,
    )
    .option(
      '--gateway <name.namespace>',
      'play this gateway Deployment (default: istio-ingressgateway and istio-ingress)',
    )
    .option('--allow-unenforced', 'serve although there are policies that are not enforced')
    .option('--drain-seconds <seconds>', 'how long requests may take to finish after SIGTERM', parseSeconds, 10)
    .addHelpText(
      'after',
      `
Gateway port 80 is reached on 127.0.0.1:31380, the node port of the gateway's Service, and on port 80 where that may
be bound; 443 on 31390. SIGTERM and Ctrl-C drain; a second one ends at once.

Examples:
  ictl serve
  ictl serve --port 80=8080 --port 443=8443
  ictl serve -f ./istio --service httpbin.default:8000=127.0.0.1:9000
  ictl serve --bind 0.0.0.0 --access-log -
`,
    )
    .action(async (_options, command) => {
      const { runServe } = await import('../serve/run-serve.ts');
      await runServe(command.optsWithGlobals() as ServeFlags, context);
    });
};

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) throw new InvalidArgumentError('a port is a number from 0 to 65535');
  return port;
}

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (!Number.isFinite(seconds) || seconds < 0) throw new InvalidArgumentError('a number of seconds');
  return seconds;
}
