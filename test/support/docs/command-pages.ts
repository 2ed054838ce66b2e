// docs/commands/: one page a command, which is its help, and an index with the exit codes.
import type { Command } from 'commander';
import { commandHelp, exitCodes, fullName, listedCommands } from './command-help.ts';

interface Page {
  /** Path below docs/. */
  readonly file: string;
  readonly text: () => string;
}

const MADE_BY = '<!-- made by `npm run docs` from the declarations of the commands -->';

/** The index and a page for each command that help lists. */
export function commandPages(): Page[] {
  const { program, helpOf } = commandHelp();
  const commands = listedCommands(program);
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
  const sections = [command, ...listedCommands(command)].map(
    (one) => `## ${fullName(one)}\n\n\`\`\`text\n${helpOf(one)}\n\`\`\`\n`,
  );
  return `${MADE_BY}\n# ${fullName(command)}\n\n${command.description()}.\n\n${sections.join('\n')}`;
}
