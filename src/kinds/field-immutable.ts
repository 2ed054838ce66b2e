import { isDeepStrictEqual } from 'node:util';
import { invalidValue } from './field-problem.ts';
import type { Problem } from './problem.ts';

/** Demands that a value stays what it was (kubernetes/pkg/apis/core/validation, ValidateImmutableField). */
export function immutable(
  path: string,
  value: unknown,
  previous: unknown,
  fault = 'field is immutable',
): readonly Problem[] {
  return isDeepStrictEqual(value, previous) ? [] : [invalidValue(path, value, fault)];
}
