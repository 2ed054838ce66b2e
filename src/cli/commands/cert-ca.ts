import { addKeyFlags } from '../cert/key-flags.ts';
import type { RegisterCommand } from '../command.ts';

export const registerCertCa: RegisterCommand = (cert, context) => {
  const ca = cert.command('ca').description('Make the local CA once, or say where it is');
  addKeyFlags(ca, { keyType: 'ecdsa:p256', days: 3650 })
    .option('--force', 'make a new one; whatever the old one has signed is worth nothing then')
    .option('--stdout', "print the CA's certificate")
    .addHelpText(
      'after',
      `
There is one for each user, in ictl/ca below the XDG data folder ($XDG_DATA_HOME, or ~/.local/share). Whoever has its
key can pose as any site to those who trust it: it is readable by its owner only, and never leaves the machine.

Examples:
  ictl cert ca
  curl --cacert <(ictl cert ca --stdout) https://foo.bar.com
`,
    )
    .action(async (_options, command) => {
      const { runCa } = await import('../cert/run-ca.ts');
      await runCa(command.optsWithGlobals(), context);
    });
};
