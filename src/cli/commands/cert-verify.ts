import { Option } from 'commander';
import type { RegisterCommand } from '../command.ts';
import { collect } from '../input/collect.ts';

export const registerCertVerify: RegisterCommand = (cert, context) => {
  cert
    .command('verify')
    .description('Say whether clients will take a certificate: key, chain, validity, host, use, strength')
    .argument('<file|secret/name|host:port>', 'a PEM or DER file, a Secret of the store, or a server that speaks TLS')
    .option('--host <name>', 'a host it must cover, and the name to ask a server for (SNI); repeatable', collect)
    .option('--key <file>', 'the private key that must belong to it')
    .option('--ca <file>', 'CAs that may end the chain, beside the local one and the public ones')
    .option('--client', 'judge it as the certificate of a client')
    .addOption(new Option('-o, --output <format>', 'format').choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      `
The exit code is 1 if a check fails; warnings and checks that were skipped do not count. Revocation is not looked at.

Examples:
  ictl cert verify tls.crt --key tls.key --host foo.bar.com
  ictl cert verify secret/my-ingress-cert -n istio-system --host foo.bar.com
  ictl cert verify 127.0.0.1:31390 --host foo.bar.com -o json
`,
    )
    .action(async (name: string, _options, command) => {
      const { runVerify } = await import('../cert/run-verify.ts');
      await runVerify(name, command.optsWithGlobals(), context);
    });
};
