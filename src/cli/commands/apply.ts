import type { Command } from 'commander';
import type { RegisterCommand } from '../command.ts';
import { refuseArguments } from '../input/refuse-arguments.ts';
import { addFileFlag, addWriteFlags } from '../write/write-flags.ts';

export const registerApply: RegisterCommand = (program, context) => {
  const apply = program
    .command('apply')
    .description('Create resources, or carry changes into existing ones')
    .argument('[words...]')
    .usage('[options] -f PATH')
    .option('--allow-unenforced', 'store policies that ictl serve does not enforce, too');
  addWriteFlags(addFileFlag(apply))
    .addHelpText(
      'after',
      `
What was applied last is noted in an annotation, as kubectl does: fields that are gone from the input are removed,
fields that others set stay. Lists are replaced as a whole.

Examples:
  ictl apply -f gateway.yaml -f routes/
  ictl sample httpbin -o yaml | ictl apply -f -
  ictl apply -f gateway.yaml --wait
`,
    )
    .action(async (words: string[], _options, command: Command) => {
      refuseArguments(command, words);
      const { writeInput } = await import('../write/write-input.ts');
      await writeInput('apply', command.optsWithGlobals(), context);
    });
};
