import { CliError, ExitCode } from '../../../lib/errors.ts';
import type { Filter, Operand, Operator, Path, Step } from './json-path.ts';

/** What an index beyond the end of a list leads to. */
type OutOfBounds = 'error' | 'nothing';

/** Returns the values that a path leads to. Missing fields lead nowhere. @throws CliError for an index out of bounds */
export function evaluatePath(path: Path, value: unknown, outOfBounds: OutOfBounds = 'error'): readonly unknown[] {
  return path.reduce<readonly unknown[]>(
    (values, step) => values.flatMap((one) => follow(step, one, outOfBounds)),
    [value],
  );
}

function follow(step: Step, value: unknown, outOfBounds: OutOfBounds): readonly unknown[] {
  switch (step.type) {
    case 'field':
      return isMap(value) && Object.hasOwn(value, step.name) ? [value[step.name]] : [];
    case 'wildcard':
      return childrenOf(value);
    case 'recursive':
      return [value, ...childrenOf(value).flatMap((child) => follow(step, child, outOfBounds))];
    case 'index':
      return Array.isArray(value) ? elementAt(value, step.index, outOfBounds) : [];
    case 'slice':
      return Array.isArray(value) ? slice(value, step) : [];
    case 'union':
      return step.paths.flatMap((path) => evaluatePath(path, value, outOfBounds));
    case 'filter':
      return childrenOf(value).filter((child) => passes(step.filter, child));
  }
}

function childrenOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isMap(value) ? Object.values(value) : [];
}

function elementAt(list: readonly unknown[], index: number, outOfBounds: OutOfBounds): readonly unknown[] {
  const at = index < 0 ? list.length + index : index;
  if (at >= 0 && at < list.length) return [list[at]];
  if (outOfBounds === 'nothing') return [];
  throw new CliError(`array index out of bounds: index ${index}, length ${list.length}`, {
    exitCode: ExitCode.state,
    hint: 'there are fewer of them than the template expects; [*] takes as many as there are',
  });
}

function slice(
  list: readonly unknown[],
  { start, end, step = 1 }: Extract<Step, { type: 'slice' }>,
): readonly unknown[] {
  const part = list.slice(start ?? 0, end ?? list.length);
  return step > 0 ? part.filter((_, index) => index % step === 0) : [];
}

function passes({ left, operator, right }: Filter, value: unknown): boolean {
  const [leftValue, ...more] = operandValues(left, value);
  if (operator === undefined || right === undefined) return leftValue !== undefined || more.length > 0;
  const [rightValue] = operandValues(right, value);
  if (leftValue === undefined || rightValue === undefined) return false;
  return compare(leftValue, rightValue, operator);
}

function operandValues(operand: Operand, value: unknown): readonly unknown[] {
  return operand.type === 'literal' ? [operand.value] : evaluatePath(operand.path, value);
}

/** Values of different types are only ever unequal. */
function compare(left: unknown, right: unknown, operator: Operator): boolean {
  if (operator === '==') return left === right;
  if (operator === '!=') return left !== right;
  if (typeof left !== typeof right || (typeof left !== 'number' && typeof left !== 'string')) return false;
  const order = left === right ? 0 : left < (right as typeof left) ? -1 : 1;
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
