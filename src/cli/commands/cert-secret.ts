import { Option } from 'commander';
import { keyTypes } from '../../certs/key-type.ts';
import { parseDays } from '../cert/key-flags.ts';
import type { RegisterCommand } from '../command.ts';
import { collect } from '../input/collect.ts';
import { addWriteFlags } from '../write/write-flags.ts';

export const registerCertSecret: RegisterCommand = (cert, context) => {
  const secret = cert
    .command('secret')
    .description('Put the certificates that a Gateway wants where the proxy looks for them')
    .requiredOption('--for <gateway/name>', 'the Gateway, or ingress/NAME, in the namespace of -n')
    .option('--host <name>', 'another host of the certificate, needed where any is served; repeatable', collect)
    .option('--ca', 'signed by the local CA, which clients are verified with, too; instead of by itself')
    .option('--key <file>', 'take this key instead of making one; goes with --cert')
    .option('--cert <file>', 'take this certificate, if it is for every host; goes with --key')
    .addOption(new Option('--key-type <type>', 'kind and size of the key (default: rsa:2048)').choices(keyTypes))
    .option('--days <days>', 'how long the certificate is valid', parseDays, 365)
    .option('--force', 'overwrite certificates that are there');
  addWriteFlags(secret)
    .addHelpText(
      'after',
      `
The Secret is the one that credentialName names, in the namespace of the gateway's Deployment; or the one that the
Deployment mounts where serverCertificate and privateKey are, under their names. The certificate is for the hosts of
the servers. Whatever else is in a Secret stays.

Examples:
  ictl cert secret --for gateway/httpbin-gateway
  ictl cert secret --for gateway/httpbin-gateway --ca --force --wait
  ictl cert secret --for ingress/web --key tls.key --cert tls.crt
  ictl cert secret --for gateway/httpbin-gateway --dry-run -o yaml
`,
    )
    .action(async (_options, command) => {
      const { runSecret } = await import('../cert/run-secret.ts');
      const flags = command.optsWithGlobals();
      if ((flags.key === undefined) !== (flags.cert === undefined))
        command.error('error: --key and --cert go together');
      await runSecret(flags, context);
    });
};
