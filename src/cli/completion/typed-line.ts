// What the words before the cursor say: which command it is, what its arguments are, and whether an option waits for its
// value. Read from the declarations, as commander will read them.
import type { Command, Option } from 'commander';

export interface TypedLine {
  readonly command: Command;
  /** Arguments of the command so far. */
  readonly positionals: readonly string[];
  /** Values of options, by attribute name, the last one of each. */
  readonly values: Readonly<Record<string, string>>;
  /** The option whose value stands at the cursor. */
  readonly pending: Option | undefined;
  /** After `--` there are no options. */
  readonly isEndOfOptions: boolean;
}

/** Reads the words between the program and the cursor. */
export function readTypedLine(program: Command, words: readonly string[]): TypedLine {
  const line = { command: program, positionals: [] as string[], values: {} as Record<string, string> };
  let pending: Option | undefined;
  let isEndOfOptions = false;
  for (const word of words) {
    if (pending !== undefined) {
      line.values[pending.attributeName()] = word;
      pending = undefined;
    } else if (word === '--' && !isEndOfOptions) {
      isEndOfOptions = true;
    } else if (word.startsWith('-') && word !== '-' && !isEndOfOptions) {
      pending = readOption(word, line);
    } else {
      const subcommand = line.positionals.length === 0 ? findSubcommand(line.command, word) : undefined;
      if (subcommand === undefined) line.positionals.push(word);
      else line.command = subcommand;
    }
  }
  return { ...line, pending, isEndOfOptions };
}

/** All options that a command takes, those of the program too. */
export function optionsOf(command: Command): readonly Option[] {
  const own = command.options.filter(({ hidden }) => !hidden);
  return command.parent === null ? own : [...own, ...optionsOf(command.parent)];
}

/** Returns the option that still waits for its value. */
function readOption(
  word: string,
  line: { readonly command: Command; values: Record<string, string> },
): Option | undefined {
  const equals = word.indexOf('=');
  const name = equals < 0 ? word : word.slice(0, equals);
  const option = optionsOf(line.command).find(({ long, short }) => long === name || short === name);
  if (option === undefined) return readShort(word, line);
  if (equals >= 0) line.values[option.attributeName()] = word.slice(equals + 1);
  else if (option.required) return option;
  return undefined;
}

/** `-ojson`: the value stuck to a short option. */
function readShort(word: string, { command, values }: { readonly command: Command; values: Record<string, string> }) {
  const option = optionsOf(command).find(({ short, required }) => required && short === word.slice(0, 2));
  if (option !== undefined && word.length > 2) values[option.attributeName()] = word.slice(2);
  return undefined;
}

function findSubcommand(command: Command, word: string): Command | undefined {
  return command.commands.find((one) => one.name() === word || one.aliases().includes(word));
}
