// eq, ne, lt, le, gt, ge as text/template has them: values of different kinds are no pair, nil equals only nil.
import { FunctionError } from './template-error.ts';
import { type FunctionTable, takes, takesFrom } from './template-function.ts';
import { GoEnum, GoMap, type GoValue, isStruct } from './value.ts';

/** Whether two values are the same. @throws FunctionError where they cannot be compared */
export function equal(left: GoValue, right: GoValue): boolean {
  const [one, other] = [plainNumber(left), plainNumber(right)];
  if (one === null || other === null) return isNil(one) && isNil(other);
  if (typeof one === 'object' || typeof other === 'object') {
    throw new FunctionError('non-comparable types: lists and maps have no equality');
  }
  if (typeof one !== typeof other) throw new FunctionError('incompatible types for comparison');
  return one === other;
}

function less(left: GoValue, right: GoValue): boolean {
  const [one, other] = [plainNumber(left), plainNumber(right)];
  if (typeof one === 'bigint' && typeof other === 'bigint') return one < other;
  if (typeof one === 'number' && typeof other === 'number') return one < other;
  if (typeof one === 'string' && typeof other === 'string') return Buffer.from(one).compare(Buffer.from(other)) < 0;
  if (isComparable(one) && isComparable(other)) throw new FunctionError('incompatible types for comparison');
  throw new FunctionError('invalid type for comparison');
}

function isComparable(value: GoValue): boolean {
  return typeof value === 'bigint' || typeof value === 'number' || typeof value === 'string';
}

function plainNumber(value: GoValue): GoValue {
  return value instanceof GoEnum ? BigInt(value.number) : value;
}

function isNil(value: GoValue): boolean {
  if (value instanceof GoMap) return value.entries.size === 0;
  if (Array.isArray(value)) return value.length === 0;
  return value === null || (isStruct(value) && value.isNil);
}

type Two = (left: GoValue, right: GoValue) => boolean;

function compares(compare: Two) {
  return takes(2, ([left = null, right = null]) => compare(left, right));
}

export const comparisonFunctions: FunctionTable = {
  eq: takesFrom(2, ([first = null, ...others]) => others.some((other) => equal(first, other))),
  ne: compares((left, right) => !equal(left, right)),
  lt: compares(less),
  le: compares((left, right) => less(left, right) || equal(left, right)),
  gt: compares((left, right) => !less(left, right) && !equal(left, right)),
  ge: compares((left, right) => !less(left, right)),
};
