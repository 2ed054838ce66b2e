import type { Command } from 'commander';
import type { RegisterCommand } from '../command.ts';
import { refuseArguments } from '../input/refuse-arguments.ts';
import { addFileFlag, addWriteFlags } from '../write/write-flags.ts';
import { registerCreateNamespace } from './create-namespace.ts';
import { registerCreateSecret } from './create-secret.ts';

export const registerCreate: RegisterCommand = (program, context) => {
  const create = program
    .command('create')
    .description('Create resources')
    .argument('[words...]')
    .usage('[options] -f PATH\n       ictl create [options] namespace|secret ...')
    .option('--allow-unenforced', 'store policies that ictl serve does not enforce, too');
  addWriteFlags(addFileFlag(create))
    .addHelpText(
      'after',
      `
All objects of the input are created, or none.

Examples:
  ictl create -f gateway.yaml
  cat gateway.yaml virtual-service.yaml | ictl create
  ictl create -n istio-system secret tls my-ingress-cert --key tls.key --cert tls.crt
  ictl create namespace staging
`,
    )
    .action(async (words: string[], _options, command: Command) => {
      refuseArguments(command, words);
      const { writeInput } = await import('../write/write-input.ts');
      await writeInput('create', command.optsWithGlobals(), context);
    });
  registerCreateNamespace(create, context);
  registerCreateSecret(create, context);
};
