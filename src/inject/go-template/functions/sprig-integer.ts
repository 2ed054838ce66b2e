import { FunctionError } from '../template-error.ts';
import type { GoValue } from '../value.ts';

/** A number as Sprig's cast reads it: text and booleans are taken, what is no number is 0. */
export function numberOf(value: GoValue | undefined): number {
  if (typeof value === 'string') {
    const number = Number(value);
    return value.trim() === '' || Number.isNaN(number) ? 0 : number;
  }
  if (typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean') return Number(value);
  return 0;
}

/** A whole number within what JavaScript counts exactly. @throws FunctionError where it is beyond */
export function integerOf(value: GoValue | undefined): number {
  const number = Math.trunc(numberOf(value));
  if (!Number.isSafeInteger(number)) throw new FunctionError(`the number ${number} is too large`);
  return number;
}
