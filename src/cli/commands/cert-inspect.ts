import { Option } from 'commander';
import type { RegisterCommand } from '../command.ts';

export const registerCertInspect: RegisterCommand = (cert, context) => {
  cert
    .command('inspect')
    .description('Show certificates: names, validity, key, order of the chain')
    .argument('<file|secret/name|host:port>', 'a PEM or DER file, a Secret of the store, or a server that speaks TLS')
    .option('--host <name>', 'the host to ask a server for (SNI); default: the one of the address')
    .option('--ca <file>', 'CAs that may end the chain, beside the local one and the public ones')
    .addOption(new Option('-o, --output <format>', 'format').choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      `
A file is given as ./secret/x where it could be taken for a Secret.

Examples:
  ictl cert inspect tls.crt
  ictl cert inspect secret/my-ingress-cert -n istio-system
  ictl cert inspect 127.0.0.1:31390 --host foo.bar.com -o json
`,
    )
    .action(async (name: string, _options, command) => {
      const { runInspect } = await import('../cert/run-inspect.ts');
      await runInspect(name, command.optsWithGlobals(), context);
    });
};
