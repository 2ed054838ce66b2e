import { type Command, Option } from 'commander';
import type { RegisterCommand } from '../command.ts';
import type { RestoreFlags } from '../config/run-restore.ts';
import { refuseArguments } from '../input/refuse-arguments.ts';
import { addDryRunFlag, addWaitFlags } from '../write/write-flags.ts';

export const registerConfig: RegisterCommand = (program, context) => {
  const config = program
    .command('config')
    .description('Say where the state is and what it holds; back it up, restore and compact it')
    .argument('[words...]')
    .usage('[options]\n       ictl config [options] backup|restore|compact ...')
    .addOption(new Option('-o, --output <format>', 'format').choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      `
Examples:
  ictl config
  ictl config backup ictl-backup.db
  ictl config restore ictl-backup.db
`,
    )
    .action(async (words: string[], _options, command: Command) => {
      refuseArguments(command, words);
      const { runConfig } = await import('../config/run-config.ts');
      await runConfig(command.optsWithGlobals(), context);
    });

  config
    .command('backup')
    .description('Write a copy of the store, whole at one revision, while others go on writing')
    .argument('<file>', 'the copy; readable by its owner only, for it holds private keys')
    .option('--force', 'overwrite a file that exists')
    .addHelpText(
      'after',
      '\nExamples:\n  ictl config backup ictl-backup.db\n  ictl config backup --force /backup/ictl.db\n',
    )
    .action(async (file: string, _options, command: Command) => {
      const { runBackup } = await import('../config/run-backup.ts');
      await runBackup(file, command.optsWithGlobals(), context);
    });

  addWaitFlags(
    addDryRunFlag(
      config
        .command('restore')
        .description('Make the store hold what a copy holds')
        .argument('<file>', 'a copy that config backup wrote'),
    ),
  )
    .addHelpText(
      'after',
      `
The copy is checked first: its pages, and that it is not of a newer ictl. What is not in it is deleted. It is one
transaction with revisions of its own, so that a running server takes it as any other change.

Examples:
  ictl config restore ictl-backup.db --dry-run
  ictl config restore ictl-backup.db --wait
`,
    )
    .action(async (file: string, _options, command: Command) => {
      const { runRestore } = await import('../config/run-restore.ts');
      await runRestore(file, command.optsWithGlobals() as RestoreFlags, context);
    });

  config
    .command('compact')
    .description('Drop the log of changes and give the room back to the disk; objects stay')
    .addHelpText(
      'after',
      `
The log is bounded by itself; this is for a store that was large once. Watchers list again.

Examples:
  ictl config compact
`,
    )
    .action(async (_options, command: Command) => {
      const { runCompact } = await import('../config/run-compact.ts');
      await runCompact(command.optsWithGlobals(), context);
    });
};
