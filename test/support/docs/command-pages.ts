// docs/commands/: one page a command, which is its help, and an index with the exit codes.
import type { Command } from 'commander';
import { buildProgram } from '../../../src/cli/program.ts';
import { testContext } from '../run-ictl.ts';

interface Page {
  /** Path below docs/. */
  readonly file: string;
  readonly text: () => string;
}

const MADE_BY = '<!-- made by `npm run docs` from the declarations of the commands -->';

const exitCodes = [
  ['0', 'ok'],
  ['1', 'the answer is no: findings, a refused object, a request that is not routed, a check that failed'],
  ['2', 'wrong usage'],
  ['3', 'bad input; nothing was written'],
  ['4', 'not found, exists already, or in conflict'],
  ['5', 'the store, the cluster or the proxy cannot be used'],
  ['70', 'a defect of ictl'],
];

/** The index and a page for each command of the program, without `help`. */
export function commandPages(): Page[] {
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
  const commands = program.commands.filter((command) => command.name() !== 'help');
  return [
    { file: 'commands/README.md', text: () => indexPage(commands, helpOf(program)) },
    ...commands.map((command) => ({ file: `commands/${command.name()}.md`, text: () => commandPage(command, helpOf) })),
  ];
}

function indexPage(commands: readonly Command[], help: string): string {
  return [
    MADE_BY,
    '# Commands\n',
    '| command | what it does |',
    '|---|---|',
    ...commands.map((command) => `| [${command.name()}](${command.name()}.md) | ${command.description()} |`),
    '\n## Exit codes\n',
    'The same in every output format.\n',
    '| code | meaning |',
    '|---|---|',
    ...exitCodes.map(([code, meaning]) => `| ${code} | ${meaning} |`),
    `\n## Flags of every command\n\n\`\`\`text\n${help}\n\`\`\`\n`,
  ].join('\n');
}

function commandPage(command: Command, helpOf: (command: Command) => string): string {
  const sections = [command, ...command.commands.filter((sub) => sub.name() !== 'help')].map(
    (one) => `## ${fullName(one)}\n\n\`\`\`text\n${helpOf(one)}\n\`\`\`\n`,
  );
  return `${MADE_BY}\n# ${fullName(command)}\n\n${command.description()}.\n\n${sections.join('\n')}`;
}

function fullName(command: Command): string {
  return command.parent === null ? command.name() : `${fullName(command.parent)} ${command.name()}`;
}
