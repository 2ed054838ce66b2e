// `ictl delete`, by name, by file, or by selectors.
import { ApiError } from '../../lib/errors.ts';
import type { WriteResult } from '../../objects/write-request.ts';
import type { CliContext } from '../command.ts';
import { chooseTargets, nothingChosen } from '../input/choose-targets.ts';
import type { TargetFlags } from '../input/target-flags.ts';
import { carryOut } from './carry-out.ts';
import { namedResultText, resultText } from './result-text.ts';
import type { WriteFlags } from './write-flags.ts';

interface DeleteFlags extends WriteFlags, TargetFlags {
  readonly ignoreNotFound?: boolean;
}

const command = { verb: 'delete', example: 'ictl delete gateway httpbin-gateway, or ictl delete -f gateway.yaml' };

/** Deletes what is meant. @throws ApiError NotFound after the rest was deleted */
export async function runDelete(words: readonly string[], flags: DeleteFlags, context: CliContext): Promise<void> {
  const targets = await chooseTargets(words, flags, context, command);
  const isByName = words.length > 0 && flags.allNamespaces !== true;
  const results = await carryOut(
    targets.map((target) => ({ verb: 'delete', ...target })),
    flags,
    context,
    isByName ? namedResultText : resultText,
  );
  if (results.length === 0) context.stderr.write(nothingChosen(targets));
  const missing = results.filter(({ outcome }) => outcome === 'missing');
  if (missing.length > 0 && flags.ignoreNotFound !== true) throw cannotDelete(missing);
}

function cannotDelete(missing: readonly WriteResult[]): ApiError {
  const lines = missing.map(({ ref, error }) => `cannot delete ${ref.name}: ${error?.message}`);
  const hint = missing[0]?.error?.hint;
  if (lines.length === 1) return new ApiError('NotFound', lines[0] ?? '', hint === undefined ? {} : { hint });
  return new ApiError('NotFound', `${lines.length} errors occurred:\n\n${lines.map((line) => `* ${line}`).join('\n')}`);
}
