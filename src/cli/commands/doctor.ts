import { Option } from 'commander';
import type { RegisterCommand } from '../command.ts';

export const registerDoctor: RegisterCommand = (program, context) => {
  program
    .command('doctor')
    .description('Look at everything that ictl needs, and say what to do where something is wrong')
    .addOption(new Option('-o, --output <format>', 'format').choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      `
Node, state folder and its permissions, disk, store, clock, server, ports, certificates, configuration, clients. The
exit code is 1 where something is bad; what may become bad is a warning. Nothing is changed.

Examples:
  ictl doctor
  ictl doctor -o json | jq '.[] | select(.level != "ok")'
`,
    )
    .action(async (_options, command) => {
      const { runDoctor } = await import('../doctor/run-doctor.ts');
      await runDoctor(command.optsWithGlobals(), context);
    });
};
