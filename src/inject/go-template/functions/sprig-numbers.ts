import { FunctionError } from '../template-error.ts';
import { type FunctionTable, takes, takesFrom, textOf } from '../template-function.ts';
import type { GoValue } from '../value.ts';
import { integerOf, numberOf } from './sprig-integer.ts';

type Fold = (left: bigint, right: bigint) => bigint;

function big(value: GoValue | undefined): bigint {
  return typeof value === 'bigint' ? value : BigInt(integerOf(value));
}

function folds(least: number, fold: Fold) {
  return takesFrom(least, (args) => BigInt.asIntN(64, args.map(big).reduce(fold)));
}

function nonZero(right: bigint): bigint {
  if (right === 0n) throw new FunctionError('integer divide by zero');
  return right;
}

/** A list that a template makes must not fill the memory. */
const maxCount = 100_000;

function countFrom(start: number, stop: number, step: number): GoValue {
  const length = step === 0 ? 0 : Math.max(0, Math.ceil((stop - start) / step));
  if (length > maxCount) throw new FunctionError(`the list would have more than ${maxCount} items`);
  return Array.from({ length }, (_none, at) => BigInt(start + at * step));
}

export const sprigNumbers: FunctionTable = {
  add: folds(1, (left, right) => left + right),
  add1: takes(1, ([value]) => big(value) + 1n),
  sub: takes(2, ([left, right]) => big(left) - big(right)),
  mul: folds(1, (left, right) => left * right),
  div: takes(2, ([left, right]) => big(left) / nonZero(big(right))),
  mod: takes(2, ([left, right]) => big(left) % nonZero(big(right))),
  max: folds(1, (left, right) => (left > right ? left : right)),
  min: folds(1, (left, right) => (left < right ? left : right)),
  floor: takes(1, ([value]) => Math.floor(numberOf(value))),
  ceil: takes(1, ([value]) => Math.ceil(numberOf(value))),
  int: takes(1, ([value]) => big(value)),
  int64: takes(1, ([value]) => big(value)),
  float64: takes(1, ([value]) => numberOf(value)),
  atoi: takes(1, ([value]) => (/^[+-]?\d+$/.test(textOf(value)) ? BigInt(textOf(value).replace(/^\+/, '')) : 0n)),
  until: takes(1, ([count]) => countFrom(0, integerOf(count), integerOf(count) < 0 ? -1 : 1)),
  untilStep: takes(3, ([start, stop, step]) => countFrom(integerOf(start), integerOf(stop), integerOf(step))),
};
