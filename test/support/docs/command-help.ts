import type { Command } from 'commander';
import { buildProgram } from '../../../src/cli/program.ts';
import { testContext } from '../run-ictl.ts';

/** The program, and what it prints of itself. */
export interface CommandHelp {
  readonly program: Command;
  /** All that `--help` prints of a command. */
  readonly helpOf: (command: Command) => string;
}

export const exitCodes: readonly (readonly [code: string, meaning: string])[] = [
  ['0', 'ok'],
  [
    '1',
    'the answer is no: findings, a difference, a refused object, a request that is not routed, a check that failed',
  ],
  ['2', 'wrong usage'],
  ['3', 'bad input; nothing was written'],
  ['4', 'not found, exists already, or in conflict'],
  ['5', 'the store, the cluster or the proxy cannot be used'],
  ['70', 'a defect of ictl'],
];

export function commandHelp(): CommandHelp {
  let printed = '';
  const program = buildProgram(
    testContext('/home/user', {}, (_stream, text) => {
      printed += text;
    }),
  );
  const helpOf = (command: Command) => {
    printed = '';
    command.outputHelp();
    return printed.trimEnd();
  };
  return { program, helpOf };
}

/** The subcommands that help lists, without `help` itself. */
export function listedCommands(command: Command): readonly Command[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .filter((one) => one.name() !== 'help');
}

/** `ictl cert gen`. */
export function fullName(command: Command): string {
  return command.parent === null ? command.name() : `${fullName(command.parent)} ${command.name()}`;
}
