import type { RegisterCommand } from '../command.ts';
import type { SchemaFlags } from '../schema/run-schema.ts';

export const registerSchema: RegisterCommand = (program, context) => {
  program
    .command('schema')
    .description('Print the JSON Schema of a kind, for editors')
    .argument('[kind]', 'a kind in all versions of its API')
    .option('--all', 'of every kind')
    .option('--output-dir <dir>', 'write a file for each kind, and with --all one that fits any')
    .option('--api-version <version>', 'only in this version of the API')
    .addHelpText(
      'after',
      `
Draft 07. Editors with the YAML language server check and complete a file that begins with
# yaml-language-server: $schema=/path/to/all.json

Examples:
  ictl schema gateway > gateway.json
  ictl schema --all --output-dir ~/.cache/ictl-schemas
  ictl schema ingress --api-version v1
`,
    )
    .action(async (kind: string | undefined, _options, command) => {
      const { runSchema } = await import('../schema/run-schema.ts');
      await runSchema(kind, command.optsWithGlobals() as SchemaFlags, context);
    });
};
