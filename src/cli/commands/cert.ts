import { InvalidArgumentError, Option } from 'commander';
import { keyTypes } from '../../certs/key-type.ts';
import type { RegisterCommand } from '../command.ts';
import { collect } from '../input/collect.ts';

const MAX_DAYS = 36_500;

export const registerCert: RegisterCommand = (program, context) => {
  const cert = program.command('cert').description('Make keys and certificates');
  cert
    .command('gen')
    .description('Make a private key and a self-signed server certificate')
    .requiredOption('--cn <name>', 'common name: the host, which becomes a subjectAltName too')
    .option('--san <name>', 'another host name, wildcard or IP address; repeatable', collect)
    .addOption(new Option('--key-type <type>', 'kind and size of the key').choices(keyTypes).default('rsa:2048'))
    .option('--days <days>', 'how long it is valid', parseDays, 365)
    .option('--org <organization>', 'organization in the subject')
    .option('--out-dir <dir>', 'folder of the files', '.')
    .option('--key <file>', 'file of the key', 'tls.key')
    .option('--cert <file>', 'file of the certificate', 'tls.crt')
    .option('--force', 'overwrite files that exist')
    .option('--stdout', 'print the key and the certificate instead of writing files')
    .option('--secret <name>', 'store them as a Secret of type kubernetes.io/tls instead of writing files')
    .addHelpText(
      'after',
      `
The key's file is readable by its owner only.

Examples:
  ictl cert gen --cn foo.bar.com
  ictl cert gen --cn foo.bar.com --san '*.foo.bar.com' --san 127.0.0.1 --key-type ecdsa:p256
  ictl cert gen --cn foo.bar.com --secret my-ingress-cert -n istio-system
`,
    )
    .action(async (_options, command) => {
      const { generateCertificate } = await import('../cert/generate-certificate.ts');
      await generateCertificate(command.optsWithGlobals(), context);
    });
};

function parseDays(text: string): number {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1 || days > MAX_DAYS)
    throw new InvalidArgumentError(`a number of days from 1 to ${MAX_DAYS}`);
  return days;
}
