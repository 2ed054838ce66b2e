import type { Command } from 'commander';
import { CliError, ExitCode } from '../../lib/errors.ts';
import { nearestName } from '../../lib/nearest-name.ts';

/** Refuses words where a command takes its input by `-f`, as in `ictl create gateway.yaml`. */
export function refuseArguments(command: Command, words: readonly string[]): void {
  const [word] = words;
  if (word === undefined) return;
  throw new CliError(`${command.name()} takes no arguments`, {
    exitCode: ExitCode.usage,
    hint: hintFor(command, word),
  });
}

function hintFor(command: Command, word: string): string {
  const name = `ictl ${command.name()}`;
  const nearest = nearestName(
    word,
    command.commands.map((subcommand) => subcommand.name()),
  );
  if (nearest !== undefined) return `did you mean ${name} ${nearest}?`;
  return /[./]/.test(word) ? `${name} -f ${word}` : `see ${name} --help`;
}
