import type { Kind } from '../../kinds/kind.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import { goText } from '../output/go-text.ts';
import { valuesAt } from '../output/json-path/relaxed-path.ts';
import { conditionsText } from './condition-met.ts';
import type { WaitCondition } from './wait-condition.ts';
import type { Awaited } from './wait-for-target.ts';

interface Late {
  readonly kind: Kind;
  readonly awaited: Awaited;
}

/** The error for what did not come about in time: which objects, and how the first of them is instead. */
export function timedOut(late: readonly Late[], condition: WaitCondition): CliError {
  const lines = late.map(
    ({ kind, awaited }) => `timed out waiting for the condition on ${kind.plural}/${awaited.name}`,
  );
  const [first] = late;
  const hint = first === undefined ? undefined : stateText(first, condition);
  return new CliError(lines.join('\n'), { exitCode: ExitCode.no, ...(hint === undefined ? {} : { hint }) });
}

function stateText({ kind, awaited: { name, object, isThere } }: Late, condition: WaitCondition): string | undefined {
  const subject = `${kind.singular} ${name}`;
  if (object === undefined || !isThere) return `${subject} is not there`;
  switch (condition.type) {
    case 'create':
      return undefined;
    case 'delete':
      return `${subject} is still there`;
    case 'condition':
      return `${subject} has ${conditionsText(object) || 'no conditions in its status'}`;
    case 'jsonpath': {
      const values = valuesAt(condition.path, object).map(goText);
      return `${condition.text} of ${subject} ${values.length === 0 ? 'leads to nothing' : `is ${values.join(', ')}`}`;
    }
  }
}
