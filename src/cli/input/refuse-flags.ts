import { type Command, Option } from 'commander';
import { CliError, ExitCode } from '../../lib/errors.ts';

/**
 * Declares flags that kubectl knows and this command refuses, each with the reason; help does not list them.
 * @param refused `'-k, --kustomize <dir>': 'pipe it: kustomize build DIR | ictl delete'`
 */
export function refuseFlags(command: Command, refused: Readonly<Record<string, string>>): Command {
  for (const [flags, reason] of Object.entries(refused)) {
    const option = new Option(flags).hideHelp();
    command.addOption(option);
    command.on(`option:${option.name()}`, () => {
      throw new CliError(`${command.name()} takes no ${option.long}`, { exitCode: ExitCode.usage, hint: reason });
    });
  }
  return command;
}
