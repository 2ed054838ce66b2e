import { CliError, ExitCode } from '../../lib/errors.ts';

/** Refuses words where a command takes its input by `-f`, as in `ictl create gateway.yaml`. */
export function refuseArguments(command: string, words: readonly string[]): void {
  const [word] = words;
  if (word === undefined) return;
  throw new CliError(`${command} takes no arguments`, {
    exitCode: ExitCode.usage,
    hint: /[./]/.test(word) ? `ictl ${command} -f ${word}` : `see ictl ${command} --help`,
  });
}
