// `ictl get`: which objects are meant, what the store holds of them, and how they are shown.
import { ApiError, CliError, ExitCode } from '../../lib/errors.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { parseResourceArguments } from '../input/resource-arguments.ts';
import { chooseFormat } from './choose-format.ts';
import type { FormatFlags } from './format.ts';
import { selectObjects } from './select-objects.ts';

export interface GetFlags extends GlobalOptions, FormatFlags {
  readonly allNamespaces?: boolean;
  readonly selector?: string;
}

/** Shows what the words name. @throws CliError, or ApiError NotFound after what was found is shown */
export async function runGet(words: readonly string[], flags: GetFlags, context: CliContext): Promise<void> {
  if (words.length === 0) {
    throw new CliError('specify the type of resource to get', {
      exitCode: ExitCode.usage,
      hint: 'ictl get all, or ictl get gateways; ictl get --help has more',
    });
  }
  const print = chooseFormat(flags);
  const selection = await selectObjects(parseResourceArguments(words), flags, context);
  await print(selection, flags, context);
  const missing = selection.kinds.flatMap((one) => one.missing);
  if (missing.length > 0) throw joined(missing);
}

function joined(errors: readonly ApiError[]): ApiError {
  const [first] = errors;
  if (first !== undefined && errors.length === 1) return first;
  return new ApiError('NotFound', errors.map(({ message }) => message).join('\n'));
}
