import type { RegisterCommand } from '../command.ts';

export const registerCertTrust: RegisterCommand = (cert, context) => {
  cert
    .command('trust')
    .description('Make this machine trust the local CA')
    .addHelpText(
      'after',
      `
Puts it into the store of the system and into the databases of this user's browsers, and says what it did and what it
could not. sudo is never called: where root is needed, the commands are printed. The exit code is 1 if something is
left to do.

Examples:
  ictl cert trust
`,
    )
    .action(async (_options, command) => {
      const { runTrust } = await import('../cert/run-trust.ts');
      await runTrust('trust', command.optsWithGlobals(), context);
    });
  cert
    .command('untrust')
    .description('Take the local CA out of where trust has put it')
    .addHelpText(
      'after',
      `
The CA itself stays, and so do the certificates it has signed.

Examples:
  ictl cert untrust
`,
    )
    .action(async (_options, command) => {
      const { runTrust } = await import('../cert/run-trust.ts');
      await runTrust('untrust', command.optsWithGlobals(), context);
    });
};
