import { execa } from 'execa';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { CliContext } from '../command.ts';

/** In the order in which they are asked; kubectl knows the first two. */
const variables = ['KUBE_EDITOR', 'EDITOR', 'VISUAL'];

/**
 * Lets the user edit a file with $KUBE_EDITOR, $EDITOR or $VISUAL, else vi, on the terminal of this process.
 * @throws CliError where it cannot be run, or ends with an error
 */
export async function editFile(file: string, { env, cwd }: CliContext): Promise<void> {
  const editor = variables.map((name) => env[name]).find((value) => value !== undefined && value.trim() !== '') ?? 'vi';
  const [command, args] = commandLine(editor, file);
  const result = await execa(command, args, { stdio: 'inherit', env, extendEnv: false, cwd, reject: false });
  if (!result.failed) return;
  const why =
    result.exitCode === undefined ? (result.originalMessage ?? result.shortMessage) : `exit code ${result.exitCode}`;
  throw new CliError(`there was a problem with the editor "${editor}": ${why}`, {
    exitCode: ExitCode.unavailable,
    hint: `set KUBE_EDITOR or EDITOR to an editor that waits, like EDITOR='code --wait'`,
    cause: result,
  });
}

/** An editor with quotes in it is for the shell to take apart, as in kubectl and git. */
function commandLine(editor: string, file: string): readonly [string, readonly string[]] {
  if (/["'\\$]/.test(editor)) return ['sh', ['-c', `${editor} "$1"`, 'sh', file]];
  const [command = '', ...args] = editor.trim().split(/\s+/);
  return [command, [...args, file]];
}
