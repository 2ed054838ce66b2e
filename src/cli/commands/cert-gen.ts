import { addKeyFlags } from '../cert/key-flags.ts';
import type { RegisterCommand } from '../command.ts';
import { collect } from '../input/collect.ts';
import { addWriteFlags } from '../write/write-flags.ts';

export const registerCertGen: RegisterCommand = (cert, context) => {
  const gen = cert
    .command('gen')
    .description('Make a private key and its certificate')
    .requiredOption('--cn <name>', 'common name: the host, which becomes a subjectAltName too')
    .option('--san <name>', 'another host name, wildcard, IP address or URI; repeatable', collect)
    .option('--ca', 'signed by the local CA instead of by itself')
    .option('--client', 'for a client (mutual TLS) instead of a server');
  addKeyFlags(gen, { keyType: 'rsa:2048', days: 365 })
    .option('--org <organization>', 'organization in the subject')
    .option('--out-dir <dir>', 'folder of the files', '.')
    .option('--key <file>', 'file of the key (default: tls.key, or client.key)')
    .option('--cert <file>', 'file of the certificate (default: tls.crt, or client.crt)')
    .option('--force', 'overwrite files that exist')
    .option('--stdout', 'print the key and the certificate instead of writing files')
    .option('--secret <name>', 'store them as a Secret of type kubernetes.io/tls instead of writing files');
  addWriteFlags(gen)
    .addHelpText(
      'after',
      `
The key's file is readable by its owner only. With --ca the certificate is followed by that of the CA, and a Secret
gets it as ca.crt, too. The last four options go with --secret.

Examples:
  ictl cert gen --cn foo.bar.com
  ictl cert gen --cn foo.bar.com --san '*.foo.bar.com' --san 127.0.0.1 --key-type ecdsa:p256
  ictl cert gen --ca --cn foo.bar.com --secret my-ingress-cert -n istio-system
  ictl cert gen --ca --client --cn ada --san spiffe://cluster.local/ns/default/sa/ada
  ictl cert gen --cn foo.bar.com --secret my-ingress-cert --dry-run -o yaml
`,
    )
    .action(async (_options, command) => {
      const flags = command.optsWithGlobals();
      const { generateKeys } = await import('../../certs/generate-keys.ts');
      // The search for primes takes most of the time: it goes on in a thread while the rest is loaded.
      const keys = generateKeys(flags.keyType);
      const { runGen } = await import('../cert/run-gen.ts');
      await runGen(flags, context, keys);
    });
};
