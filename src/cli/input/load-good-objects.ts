import { CliError, ExitCode } from '../../lib/errors.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { printFindings } from '../output/print-findings.ts';
import { type InputObject, loadObjects } from './load-objects.ts';

interface FileFlags extends GlobalOptions {
  readonly file?: readonly string[];
}

/**
 * Reads what `-f` names for a command that takes all of it or nothing, and prints what is to be said of it.
 * @param verb for messages: `create`
 * @throws CliError where there is no object, or an error in one
 */
export async function loadGoodObjects(
  verb: string,
  flags: FileFlags,
  context: CliContext,
): Promise<readonly InputObject[]> {
  const { objects, count, findings } = await loadObjects(flags.file ?? [], flags.namespace, context);
  if (count === 0) throw new CliError(`nothing to ${verb}`, { exitCode: ExitCode.badInput });
  await printFindings(findings, flags, context);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) {
    throw new CliError(`${errors} ${errors === 1 ? 'error' : 'errors'} in the input, nothing was written`, {
      exitCode: ExitCode.badInput,
    });
  }
  return objects;
}
