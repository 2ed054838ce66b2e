// The functions of text/template itself, beside comparisons; `and` and `or` are in the evaluator, for they stop early.
import { comparisonFunctions } from '../compare.ts';
import { formatValue } from '../format-value.ts';
import { sprintf } from '../printf.ts';
import { FunctionError } from '../template-error.ts';
import { type FunctionTable, takes, takesFrom, textOf } from '../template-function.ts';
import { GoMap, type GoValue, isTrue, typeName } from '../value.ts';

/** `index x 1 2` is x[1][2]. */
function index(value: GoValue, key: GoValue): GoValue {
  if (value instanceof GoMap) {
    if (typeof key !== 'string') throw new FunctionError(`value has type ${typeName(key)}; should be string`);
    return value.entries.get(key) ?? value.zero;
  }
  if (value === null) throw new FunctionError('index of untyped nil');
  if (!Array.isArray(value) && typeof value !== 'string') {
    throw new FunctionError(`can't index item of type ${typeName(value)}`);
  }
  const place = positionOf(key);
  if (place < 0 || place >= lengthOf(value)) throw new FunctionError(`index out of range: ${formatValue(key)}`);
  return Array.isArray(value) ? (value[place] ?? null) : BigInt(Buffer.from(value)[place] ?? 0);
}

function positionOf(key: GoValue): number {
  if (typeof key === 'bigint') return Number(key);
  if (key === null) throw new FunctionError('cannot index slice/array with nil');
  throw new FunctionError(`cannot index slice/array with type ${typeName(key)}`);
}

function lengthOf(value: GoValue | undefined): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (Array.isArray(value)) return value.length;
  if (value instanceof GoMap) return value.entries.size;
  if (value === null || value === undefined) throw new FunctionError('len of nil pointer');
  throw new FunctionError(`len of type ${typeName(value)}`);
}

/** `slice x 1 2` is x[1:2]. */
function slice([value = null, ...bounds]: readonly GoValue[]): GoValue {
  if (typeof value !== 'string' && !Array.isArray(value)) {
    throw new FunctionError(value === null ? 'slice of untyped nil' : `can't slice item of type ${typeName(value)}`);
  }
  const length = lengthOf(value);
  const [from = 0, to = length] = bounds.map(positionOf);
  for (const bound of [from, to]) {
    if (bound < 0 || bound > length) throw new FunctionError(`index out of range: ${bound}`);
  }
  if (from > to) throw new FunctionError(`invalid slice index: ${from} > ${to}`);
  return typeof value === 'string' ? Buffer.from(value).subarray(from, to).toString('utf8') : value.slice(from, to);
}

/** fmt.Sprint: a blank between two operands of which neither is text. */
function sprint(args: readonly GoValue[]): string {
  return args
    .map(
      (value, at) =>
        (at > 0 && typeof value !== 'string' && typeof args[at - 1] !== 'string' ? ' ' : '') + formatValue(value),
    )
    .join('');
}

const htmlEscapes: Readonly<Record<string, string>> = {
  '"': '&#34;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\u0000': '\ufffd',
};

export const coreFunctions: FunctionTable = {
  ...comparisonFunctions,
  not: takes(1, ([value = null]) => !isTrue(value)),
  len: takes(1, ([value]) => BigInt(lengthOf(value))),
  index: takesFrom(1, ([value = null, ...keys]) => keys.reduce(index, value)),
  slice: takesFrom(1, slice, 4),
  print: takesFrom(0, sprint),
  println: takesFrom(0, (args) => `${args.map(formatValue).join(' ')}\n`),
  printf: takesFrom(1, ([format, ...args]) => sprintf(textOf(format), args)),
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Go replaces NUL
  html: takesFrom(0, (args) => sprint(args).replace(/["'&<>\u0000]/g, (character) => htmlEscapes[character] ?? '')),
  urlquery: takesFrom(0, (args) => encodeURIComponent(sprint(args)).replaceAll('%20', '+')),
};
