// What may be typed at the cursor: subcommands, flags, values, names out of the store. Everything comes from the
// declarations of the commands; what a value may be, from its placeholder (value-completers.ts).
import type { Command, Option } from 'commander';
import type { Candidate, Completion } from './completion.ts';
import type { LiveNames } from './live-names.ts';
import { optionsOf, readTypedLine, type TypedLine } from './typed-line.ts';
import { completeValue } from './value-completers.ts';

/** Words in help texts that name an output format; one with = goes on. */
const formatWords =
  /\b(?:(?:wide|yaml|json|name|table|text|short|junit|sarif)\b(?!=)|(?:jsonpath|jsonpath-file|custom-columns)=)/g;

/**
 * Completes the word at the cursor.
 * @param words those before it, without the program
 * @param namesFor makes the names of the store that `--home` and `-n` in the words mean
 */
export async function complete(
  program: Command,
  words: readonly string[],
  current: string,
  namesFor: (values: TypedLine['values']) => LiveNames,
): Promise<Completion> {
  const line = readTypedLine(program, words);
  const names = namesFor(line.values);
  const question = { current, positionals: line.positionals, names };
  if (line.pending !== undefined) return await optionValue(line.pending, question);
  if (current.startsWith('-') && !line.isEndOfOptions) return await flagOrValue(line, question);
  const subcommands = line.positionals.length === 0 ? subcommandsOf(line.command) : [];
  const argument = await argumentValue(line, question);
  return starting({ ...argument, candidates: [...subcommands, ...argument.candidates] }, current);
}

type Question = Parameters<typeof completeValue>[1];

/** `--out`, or `--output=js` whose value is meant. */
async function flagOrValue(line: TypedLine, question: Question): Promise<Completion> {
  const { current } = question;
  const equals = current.indexOf('=');
  const options = optionsOf(line.command);
  if (equals < 0) return starting({ candidates: flagsOf(line.command, options) }, current);
  const name = current.slice(0, equals);
  const option = options.find(({ long }) => long === name);
  if (option === undefined) return { candidates: [] };
  const completion = await optionValue(option, { ...question, current: current.slice(equals + 1) });
  const candidates = completion.candidates.map((one) => ({ ...one, value: `${name}=${one.value}` }));
  return { ...completion, candidates };
}

async function optionValue(option: Option, question: Question): Promise<Completion> {
  const [, placeholder = ''] = /[<[]([^>\]]+?)(?:\.\.\.)?[>\]]/.exec(option.flags) ?? [];
  const choices = option.argChoices ?? (placeholder === 'format' ? formatsOf(option) : undefined);
  if (choices !== undefined) return starting({ candidates: choices.map((value) => ({ value })) }, question.current);
  return starting(await completeValue(placeholder, question), question.current);
}

function formatsOf({ description }: Option): readonly string[] {
  return [...new Set(description.match(formatWords) ?? [])];
}

/** A variadic argument stands for all that follow. */
async function argumentValue({ command, positionals }: TypedLine, question: Question): Promise<Completion> {
  const declared = command.registeredArguments;
  const last = declared.at(-1);
  const argument = declared[positionals.length] ?? (last?.variadic ? last : undefined);
  if (argument === undefined) return { candidates: [] };
  if (argument.argChoices !== undefined) return { candidates: argument.argChoices.map((value) => ({ value })) };
  return await completeValue(argument.name(), question);
}

function subcommandsOf(command: Command): readonly Candidate[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .map((one) => ({ value: one.name(), description: one.description() }));
}

function flagsOf(command: Command, options: readonly Option[]): readonly Candidate[] {
  const help = command.createHelp().visibleOptions(command);
  const unique = new Set([...options, ...help]);
  return [...unique].flatMap(({ long, short, description }) => {
    const name = long ?? short;
    return name === undefined ? [] : [{ value: name, description }];
  });
}

function starting(completion: Completion, current: string): Completion {
  return { ...completion, candidates: completion.candidates.filter(({ value }) => value.startsWith(current)) };
}
