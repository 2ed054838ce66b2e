import { type Command, InvalidArgumentError } from 'commander';
import { collect } from '../input/collect.ts';
import { parseTimeout } from '../input/parse-timeout.ts';

/** Flags of every command that writes. */
export interface WriteFlags {
  readonly dryRun?: boolean;
  readonly wait?: boolean;
  readonly timeout: number;
  readonly output?: string;
}

const WAIT_SECONDS = 30;

/** Declares the flags of a command that writes. */
export function addWriteFlags(command: Command): Command {
  return addWaitFlags(addDryRunFlag(command)).option(
    '-o, --output <format>',
    'print the objects instead: name, yaml, json or jsonpath=TEMPLATE',
  );
}

export function addDryRunFlag(command: Command): Command {
  return command.option('--dry-run', 'verify everything and say what would happen, without writing');
}

/** Declares `--wait`, for the running server to follow. */
export function addWaitFlags(command: Command): Command {
  return command
    .option('--wait', 'return when the running server has put the change in force')
    .option('--timeout <time>', 'how long --wait waits: 90s, 5m', parseSeconds, WAIT_SECONDS);
}

/** Declares `-f`, which may be given several times. */
export function addFileFlag(command: Command): Command {
  return command.option(
    '-f, --file <path>',
    'file, folder, or - for standard input, which is read without -f, too; repeatable',
    collect,
  );
}

function parseSeconds(text: string): number {
  const seconds = parseTimeout(text);
  if (seconds <= 0) throw new InvalidArgumentError('it must be above 0');
  return seconds;
}
