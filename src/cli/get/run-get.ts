// `ictl get`: which objects are meant, what the store holds of them, and how they are shown.
import { ApiError, CliError, ExitCode } from '../../lib/errors.ts';
import type { CliContext } from '../command.ts';
import type { FilterFlags } from '../input/object-filter.ts';
import { parseResourceArguments, type ResourceArgument } from '../input/resource-arguments.ts';
import { choosePrinter } from './choose-printer.ts';
import { type FormatFlags, isWatch } from './format.ts';
import { selectObjects } from './select-objects.ts';

export interface GetFlags extends FormatFlags, FilterFlags {
  readonly file?: readonly string[];
  readonly sortBy?: string;
}

/** Shows what the words name. @throws CliError, or ApiError NotFound after what was found is shown */
export async function runGet(words: readonly string[], flags: GetFlags, context: CliContext): Promise<void> {
  const asked = await askedFor(words, flags, context);
  const print = choosePrinter(flags, context);
  if (isWatch(flags)) return (await import('./run-watch.ts')).runWatch(asked, print, flags, context);
  if (flags.outputWatchEvents) throw usage('--output-watch-events is for --watch and --watch-only', 'add --watch');
  const found = await selectObjects(asked, flags, context);
  const selection =
    flags.sortBy === undefined ? found : (await import('./sort-selection.ts')).sortSelection(found, flags.sortBy);
  const missing = flags.ignoreNotFound === true ? [] : selection.kinds.flatMap((one) => one.missing);
  await print(selection);
  if (missing.length > 0) throw joined(missing);
}

async function askedFor(
  words: readonly string[],
  flags: GetFlags,
  context: CliContext,
): Promise<readonly ResourceArgument[]> {
  if (flags.file !== undefined) {
    if (words.length > 0)
      throw usage('get takes no arguments when the file option is used', 'ictl get -f gateway.yaml');
    const { argumentsOfFiles } = await import('./arguments-of-files.ts');
    return argumentsOfFiles(flags.file, flags, context);
  }
  if (words.length > 0) return parseResourceArguments(words);
  throw usage('specify the type of resource to get', 'ictl get all, or ictl get gateways; ictl get --help has more');
}

function joined(errors: readonly ApiError[]): ApiError {
  const [first] = errors;
  if (first !== undefined && errors.length === 1) return first;
  return new ApiError('NotFound', errors.map(({ message }) => message).join('\n'));
}

function usage(message: string, hint: string): CliError {
  return new CliError(message, { exitCode: ExitCode.usage, hint });
}
