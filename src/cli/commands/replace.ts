import type { Command } from 'commander';
import type { RegisterCommand } from '../command.ts';
import { refuseArguments } from '../input/refuse-arguments.ts';
import { addFileFlag, addWriteFlags } from '../write/write-flags.ts';

export const registerReplace: RegisterCommand = (program, context) => {
  const replace = program
    .command('replace')
    .description('Put resources in the place of existing ones')
    .argument('[words...]')
    .usage('[options] -f PATH')
    .option('--allow-unenforced', 'store policies that ictl serve does not enforce, too');
  addWriteFlags(addFileFlag(replace))
    .addHelpText(
      'after',
      `
A metadata.resourceVersion in the input must be the stored one; without it the object is overwritten.

Examples:
  ictl replace -f gateway.yaml
  ictl get gateway httpbin-gateway -o yaml | sed s/foo.bar.com/foo.example.com/ | ictl replace
`,
    )
    .action(async (words: string[], _options, command: Command) => {
      refuseArguments(command, words);
      const { writeInput } = await import('../write/write-input.ts');
      await writeInput('replace', command.optsWithGlobals(), context);
    });
};
