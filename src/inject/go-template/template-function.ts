// What a function of templates is, and how it reads its arguments.
import { FunctionError } from './template-error.ts';
import { GoMap, type GoValue, typeName } from './value.ts';

export interface TemplateFunction {
  readonly minArguments: number;
  readonly maxArguments: number;
  readonly call: (args: readonly GoValue[]) => GoValue;
}

export type FunctionTable = Readonly<Record<string, TemplateFunction>>;

/** A function of exactly `count` arguments. */
export function takes(count: number, call: TemplateFunction['call']): TemplateFunction {
  return { minArguments: count, maxArguments: count, call };
}

/** A function of at least `least` and at most `most` arguments. */
export function takesFrom(
  least: number,
  call: TemplateFunction['call'],
  most = Number.POSITIVE_INFINITY,
): TemplateFunction {
  return { minArguments: least, maxArguments: most, call };
}

/** The argument as text. @throws FunctionError where it is none */
export function textOf(value: GoValue | undefined): string {
  if (typeof value === 'string') return value;
  throw wrongType('string', value);
}

/** The argument as a list; nil is an empty one. @throws FunctionError where it is none */
export function listOf(value: GoValue | undefined): readonly GoValue[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value;
  throw wrongType('list', value);
}

/** The argument as a map; nil is an empty one. @throws FunctionError where it is none */
export function mapOf(value: GoValue | undefined): GoMap {
  if (value === null || value === undefined) return new GoMap();
  if (value instanceof GoMap) return value;
  throw wrongType('map', value);
}

export function wrongType(expected: string, value: GoValue | undefined): FunctionError {
  if (value === null || value === undefined) return new FunctionError(`invalid value; expected ${expected}`);
  return new FunctionError(`wrong type for value; expected ${expected}; got ${typeName(value)}`);
}
