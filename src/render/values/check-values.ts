import { checkSchema } from '../../kinds/check/check-schema.ts';
import type { Problem } from '../../kinds/problem.ts';
import type { ObjectSchema } from '../../kinds/schema.ts';
import { type UnknownValue, unknownValues } from './known-values.ts';

export interface CheckedValues {
  /** Fit the schema where there are no problems. */
  readonly values: unknown;
  readonly problems: readonly Problem[];
}

/** Checks values against what a chart knows: unknown keys, wrong types, what is missing. */
export function checkValues(values: unknown, schema: ObjectSchema): CheckedValues {
  const unknown = unknownValues(values, schema);
  const unknownPaths = new Set(unknown.map(({ path }) => path));
  const checked = checkSchema(values, schema);
  const others = checked.problems.filter(({ path = '' }) => !unknownPaths.has(path));
  return {
    values: checked.value,
    problems: [...unknown.map(unknownProblem), ...others.map((problem) => ({ ...problem, code: 'ICTL0050' as const }))],
  };
}

/** A value that the chart's own rules refuse. */
export function refusedValue(path: string, message: string): Problem {
  return { code: 'ICTL0050', severity: 'error', path, message };
}

/** Longer lists nobody reads. */
const maxKnownShown = 12;

function unknownProblem({ path, nearest, known }: UnknownValue): Problem {
  if (nearest !== undefined) return refusedValue(path, `unknown value, did you mean ${nearest}?`);
  const list = known.length > maxKnownShown ? '' : `, known here are ${known.join(', ')}`;
  return refusedValue(path, `unknown value${list}`);
}
