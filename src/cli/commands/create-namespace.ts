import type { RegisterCommand } from '../command.ts';
import { addWriteFlags } from '../write/write-flags.ts';

export const registerCreateNamespace: RegisterCommand = (create, context) => {
  addWriteFlags(
    create.command('namespace').alias('ns').description('Create a Namespace').argument('<name>', 'its name'),
  )
    .addHelpText(
      'after',
      `
Examples:
  ictl create namespace staging
`,
    )
    .action(async (name: string, _options, command) => {
      const { createNamespace } = await import('../write/create-namespace.ts');
      await createNamespace(name, command.optsWithGlobals(), context);
    });
};
