// docs/man/: manual pages in roff (man(7)), made from the declarations of the commands: ictl(1), and one for each
// command with its subcommands as sections.
import type { Argument, Command, Option } from 'commander';
import { type CommandHelp, commandHelp, exitCodes, fullName, listedCommands } from './command-help.ts';

interface Page {
  /** Path below docs/. */
  readonly file: string;
  readonly text: () => string;
}

type HelpOf = CommandHelp['helpOf'];

const MADE_BY = '.\\" made by `npm run docs` from the declarations of the commands';

export function manPages(): Page[] {
  const { program, helpOf } = commandHelp();
  return [program, ...listedCommands(program)].map((command) => ({
    file: `man/${pageName(command)}.1`,
    text: () => page(command, program, helpOf),
  }));
}

/** `ictl-get`. */
function pageName(command: Command): string {
  return fullName(command).replaceAll(' ', '-');
}

function page(command: Command, program: Command, helpOf: HelpOf): string {
  const isProgram = command === program;
  const inner = isProgram ? [] : listedCommands(command);
  return [
    MADE_BY,
    `.TH ${pageName(command).toUpperCase()} 1 "" ictl "ictl manual"`,
    '.SH NAME',
    `${escaped(pageName(command))} \\- ${escaped(command.description())}`,
    '.SH SYNOPSIS',
    ...[command, ...inner].flatMap((one) => synopsis(one)),
    '.SH DESCRIPTION',
    ...sections(command, helpOf),
    ...(isProgram ? commandList(program) : []),
    ...inner.flatMap((one) => [
      `.SH ${escaped(fullName(one).toUpperCase())}`,
      `${escaped(one.description())}.`,
      ...sections(one, helpOf),
    ]),
    ...(isProgram ? ending(program) : ['.SH SEE ALSO', '.BR ictl (1)']),
    '',
  ].join('\n');
}

function synopsis(command: Command): readonly string[] {
  const [, usage = ''] = /^Usage: (.*?)\n\n/s.exec(command.helpInformation()) ?? [];
  return usage.split('\n').flatMap((line) => ['.nf', escaped(line.trim()), '.fi']);
}

function sections(command: Command, helpOf: HelpOf): readonly string[] {
  const { text, examples } = afterText(command, helpOf);
  const help = command.createHelp();
  const options = help.visibleOptions(command);
  return [
    ...(text === '' ? [] : paragraphs(text)),
    ...list('Arguments', help.visibleArguments(command).map(argumentItem)),
    ...list(
      'Options',
      options.map((option) => optionItem(option, help.optionDescription(option))),
    ),
    ...(examples === ''
      ? []
      : ['.SS Examples', '.nf', ...examples.split('\n').map((line) => escaped(line.trim())), '.fi']),
  ];
}

/** What a declaration says below the options: a text, then examples. */
function afterText(command: Command, helpOf: HelpOf): { readonly text: string; readonly examples: string } {
  const after = helpOf(command).slice(command.helpInformation().trimEnd().length).trim();
  const at = after.indexOf('Examples:\n');
  if (at < 0) return { text: after, examples: '' };
  const [examples = '', ...rest] = after.slice(at + 'Examples:\n'.length).split('\n\n');
  return { text: [after.slice(0, at).trim(), ...rest].join('\n\n').trim(), examples: examples.trim() };
}

function paragraphs(text: string): readonly string[] {
  return text.split('\n\n').flatMap((one, index) => [...(index > 0 ? ['.PP'] : []), ...one.split('\n').map(escaped)]);
}

function list(title: string, terms: readonly (readonly [term: string, text: string])[]): readonly string[] {
  return terms.length === 0 ? [] : [`.SS ${title}`, ...items(terms)];
}

function argumentItem(argument: Argument): readonly [string, string] {
  const choices = argument.argChoices === undefined ? '' : ` (${argument.argChoices.join(', ')})`;
  return [`${argument.name()}${argument.variadic ? '...' : ''}`, `${argument.description}${choices}`];
}

function optionItem(option: Option, description: string): readonly [string, string] {
  return [option.flags, description];
}

function commandList(program: Command): readonly string[] {
  const listed = listedCommands(program).flatMap((one) => [
    '.TP',
    `.BR ${escaped(pageName(one))} (1)`,
    escaped(one.description()),
  ]);
  return ['.SH COMMANDS', ...listed];
}

function ending(program: Command): readonly string[] {
  return [
    '.SH EXIT STATUS',
    ...exitCodes.flatMap(([code, meaning]) => ['.TP', code, escaped(meaning)]),
    '.SH ENVIRONMENT',
    ...items([
      ['ICTL_HOME', 'folder of the state'],
      ['XDG_STATE_HOME', 'where that folder is otherwise: ictl below it; ~/.local/state by default'],
      ['XDG_DATA_HOME', 'where the local CA is: ictl/ca below it; ~/.local/share by default'],
      ['NO_COLOR, FORCE_COLOR', 'colours never, or always'],
      ['EDITOR, VISUAL', 'the editor'],
    ]),
    '.SH SEE ALSO',
    listedCommands(program)
      .map((one) => `.BR ${escaped(pageName(one))} (1)`)
      .join('\n'),
  ];
}

function items(terms: readonly (readonly [term: string, text: string])[]): readonly string[] {
  return terms.flatMap(([term, text]) => ['.TP', `\\fB${escaped(term)}\\fR`, escaped(text)]);
}

/** A dot or quote at the beginning of a line would be a request; a bare hyphen is typeset as one that cannot be typed. */
function escaped(text: string): string {
  const safe = text.replaceAll('\\', '\\e').replaceAll('-', '\\-');
  return /^[.']/.test(safe) ? `\\&${safe}` : safe;
}
