import type { Command } from 'commander';
import { nearestName } from '../../lib/nearest-name.ts';
import type { RegisterCommand } from '../command.ts';

/** In the place of commander's own, which shows the help of the program where a command is not known. */
export const registerHelp: RegisterCommand = (program) => {
  program
    .helpCommand(false)
    .command('help')
    .description('Show help for a command')
    .argument('[command...]', 'its words')
    .addHelpText('after', '\nExamples:\n  ictl help get\n  ictl help cert gen\n')
    .action((words: readonly string[]) => {
      let command: Command = program;
      for (const word of words) command = subcommand(command, word);
      command.help();
    });
};

function subcommand(command: Command, word: string): Command {
  const found = command.commands.find((one) => one.name() === word || one.aliases().includes(word));
  if (found !== undefined) return found;
  const names = command
    .createHelp()
    .visibleCommands(command)
    .map((one) => one.name());
  const nearest = nearestName(word, names);
  return command.error(
    `error: unknown command '${word}'${nearest === undefined ? '' : `\n(Did you mean ${nearest}?)`}`,
    {
      code: 'commander.unknownCommand',
    },
  );
}
