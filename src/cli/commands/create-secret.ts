import type { RegisterCommand } from '../command.ts';
import { collect } from '../input/collect.ts';
import { addWriteFlags } from '../write/write-flags.ts';

export const registerCreateSecret: RegisterCommand = (create, context) => {
  const secret = create.command('secret').description('Create a Secret from files');
  addWriteFlags(
    secret
      .command('tls')
      .description('Create a Secret of a key and its certificate; they must fit together')
      .argument('<name>', "the Secret's name")
      .requiredOption('--key <file>', 'private key, PEM')
      .requiredOption('--cert <file>', 'certificate, then its chain, PEM')
      .option('--ca <file>', 'CAs that clients are verified with in mode MUTUAL, PEM; stored as ca.crt'),
  )
    .addHelpText(
      'after',
      `
What cannot be served is refused: a key of another certificate, one with a passphrase, files that are swapped, a
certificate that has expired. ictl cert verify says more.

Examples:
  ictl create -n istio-system secret tls my-ingress-cert --key tls.key --cert tls.crt
  ictl create -n istio-system secret tls my-ingress-cert --key tls.key --cert tls.crt --ca clients-ca.crt
  ictl create secret tls my-ingress-cert --key tls.key --cert tls.crt --dry-run -o yaml
`,
    )
    .action(async (name: string, _options, command) => {
      const { createTlsSecret } = await import('../write/create-tls-secret.ts');
      await createTlsSecret(name, command.optsWithGlobals(), context);
    });
  addWriteFlags(
    secret
      .command('generic')
      .description('Create a Secret of values and files')
      .argument('<name>', "the Secret's name")
      .option('--from-literal <key=value>', 'a value; repeatable', collect)
      .option('--from-file <[key=]file>', 'a file, under a key or its own name; repeatable', collect)
      .option('--type <type>', 'type of the Secret', 'Opaque'),
  )
    .addHelpText(
      'after',
      `
Examples:
  ictl create -n istio-system secret generic client-ca --from-file=ca.crt
  ictl create secret generic basic-auth --from-literal=user=ada --from-literal=password=x
`,
    )
    .action(async (name: string, _options, command) => {
      const { createGenericSecret } = await import('../write/create-generic-secret.ts');
      await createGenericSecret(name, command.optsWithGlobals(), context);
    });
};
