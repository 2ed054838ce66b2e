import type { RegisterCommand } from '../command.ts';
import { collect } from '../input/collect.ts';
import { refuseFlags } from '../input/refuse-flags.ts';
import { addWaitFlags } from '../write/write-flags.ts';

export const registerEdit: RegisterCommand = (program, context) => {
  const edit = program
    .command('edit')
    .description('Change stored resources in an editor')
    .argument('[type]', 'a type, or TYPE/NAME')
    .argument('[names...]', 'names of objects of that type')
    .option('-f, --file <path>', 'the objects of a file, folder, or - for standard input; repeatable', collect)
    .option('-o, --output <format>', 'yaml or json (default: yaml)');
  refuseFlags(edit, {
    '--output-patch': 'compare with ictl diff before you store something',
    '--subresource <name>': 'a status is computed when it is read',
  });
  addWaitFlags(edit)
    .addHelpText(
      'after',
      `
The editor is that of $KUBE_EDITOR, $EDITOR or $VISUAL, else vi. A text that is wrong is opened again and says what is
wrong at its top. What somebody else has changed since is not overwritten: then, and whenever the text cannot be stored,
it is kept, and the file named.

Examples:
  ictl edit gateway web
  ictl edit gw/web vs/web
  EDITOR='code --wait' ictl edit virtualservice httpbin -o json --wait
`,
    )
    .action(async (type: string | undefined, names: string[], _options, command) => {
      const { runEdit } = await import('../edit/run-edit.ts');
      await runEdit(type === undefined ? [] : [type, ...names], command.optsWithGlobals(), context);
    });
};
