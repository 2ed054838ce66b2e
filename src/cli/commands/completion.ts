import { Argument, type Command } from 'commander';
import type { RegisterCommand } from '../command.ts';

export const registerCompletion: RegisterCommand = (program, context) => {
  program
    .command('completion')
    .description('Print the script by which a shell completes commands, flags and names of resources')
    .addArgument(new Argument('<shell>', 'the shell').choices(['bash', 'zsh', 'fish', 'powershell']))
    .addHelpText(
      'after',
      `
Names come from the store at the time of the tab, as --home and -n of the line say.

Examples:
  source <(ictl completion bash)
  ictl completion bash > ~/.local/share/bash-completion/completions/ictl
  ictl completion zsh > "\${fpath[1]}/_ictl"
  ictl completion fish > ~/.config/fish/completions/ictl.fish
  ictl completion powershell | Out-String | Invoke-Expression
`,
    )
    .action(async (shell: string) => {
      const { isShell, shellScripts } = await import('../completion/shell-scripts.ts');
      if (isShell(shell)) context.stdout.write(shellScripts[shell]);
    });
  program
    .command('__complete', { hidden: true })
    .description('Print what may be typed at the cursor; the scripts of completion call it')
    .argument('[words...]', 'those before the cursor')
    .option('--current <word>', 'the word at the cursor', '')
    .addHelpText('after', '\nExamples:\n  ictl __complete --current=gate -- get\n')
    .action(async (words: string[], _options, command: Command) => {
      const { runComplete } = await import('../completion/run-complete.ts');
      await runComplete(program, words, command.opts<{ current: string }>().current, context);
    });
};
