import { CliError, ExitCode } from '../../../lib/errors.ts';

/** The error for a template that cannot be read. */
export function jsonPathError(template: string, why: string): CliError {
  return new CliError(`error parsing jsonpath ${template}: ${why}`, {
    exitCode: ExitCode.usage,
    hint: "write it in single quotes, like '{.items[0].metadata.name}'",
  });
}
