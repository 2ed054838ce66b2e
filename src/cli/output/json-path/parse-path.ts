import type { Filter, Operand, Operator, Path, Step } from './json-path.ts';
import type { Scanner } from './scanner.ts';

const operators: readonly Operator[] = ['==', '!=', '<=', '>=', '<', '>'];

/** Reads a path such as `.items[0].metadata['name']` up to what cannot belong to it. `$` and `@` mean where it begins. */
export function parsePath(scanner: Scanner): Path {
  const steps: Step[] = [];
  if (scanner.peek() === '$' || scanner.peek() === '@') scanner.take();
  for (;;) {
    scanner.skipBlanks();
    if (scanner.takeIf('..')) {
      steps.push({ type: 'recursive' });
      if (/[\w*]/.test(scanner.peek())) steps.push(parseName(scanner));
    } else if (scanner.takeIf('.')) {
      if (/[\w*\\$@-]/.test(scanner.peek())) steps.push(parseName(scanner));
    } else if (scanner.takeIf('[')) steps.push(parseBracket(scanner));
    else if (steps.length === 0 && /\w/.test(scanner.peek())) steps.push(parseName(scanner));
    else return steps;
  }
}

/** A field name: a backslash takes the next character as it is, as in `.data.tls\.crt`. */
function parseName(scanner: Scanner): Step {
  if (scanner.takeIf('*')) return { type: 'wildcard' };
  const written = scanner.takeMatch(/(?:\\.|[^\s.[\]{}()'"=!<>,\\])+/);
  if (written === '') throw scanner.error('a field name is missing');
  return { type: 'field', name: written.replaceAll(/\\(.)/g, '$1') };
}

/** What stands in brackets: an index, a slice, keys, a filter, a star, or several joined by commas. */
function parseBracket(scanner: Scanner): Step {
  scanner.skipBlanks();
  if (scanner.takeIf('?(')) return parseFilter(scanner);
  const items: Step[] = [];
  do {
    scanner.skipBlanks();
    items.push(parseItem(scanner));
    scanner.skipBlanks();
  } while (scanner.takeIf(','));
  scanner.expect(']');
  const [only] = items;
  return items.length === 1 && only !== undefined ? only : { type: 'union', paths: items.map((item) => [item]) };
}

function parseItem(scanner: Scanner): Step {
  if (scanner.takeIf('*')) return { type: 'wildcard' };
  if (scanner.peek() === "'" || scanner.peek() === '"') return { type: 'field', name: scanner.takeQuoted() };
  const [, start = '', colon, end = '', , step = ''] =
    /^(-?\d+)?(:)?(-?\d+)?(:(-?\d+)?)?$/.exec(scanner.takeMatch(/[-\d:]*/)) ?? [];
  if (colon === undefined && start === '') throw scanner.error('an index, a quoted key, * or ?( is missing in [ ]');
  if (colon === undefined) return { type: 'index', index: Number(start) };
  return {
    type: 'slice',
    ...(start === '' ? {} : { start: Number(start) }),
    ...(end === '' ? {} : { end: Number(end) }),
    ...(step === '' ? {} : { step: Number(step) }),
  };
}

function parseFilter(scanner: Scanner): Step {
  scanner.skipBlanks();
  const left = parseOperand(scanner);
  scanner.skipBlanks();
  const operator = operators.find((one) => scanner.takeIf(one));
  scanner.skipBlanks();
  const filter: Filter = operator === undefined ? { left } : { left, operator, right: parseOperand(scanner) };
  scanner.skipBlanks();
  scanner.expect(')');
  scanner.skipBlanks();
  scanner.expect(']');
  return { type: 'filter', filter };
}

function parseOperand(scanner: Scanner): Operand {
  if (scanner.peek() === "'" || scanner.peek() === '"') return { type: 'literal', value: scanner.takeQuoted() };
  const number = scanner.takeMatch(/-?\d+(\.\d+)?(?![\w.])/);
  if (number !== '') return { type: 'literal', value: Number(number) };
  if (scanner.takeWord('true')) return { type: 'literal', value: true };
  if (scanner.takeWord('false')) return { type: 'literal', value: false };
  if (scanner.peek() !== '@' && scanner.peek() !== '$' && scanner.peek() !== '.') {
    throw scanner.error('a filter compares paths (@.name), quoted strings, numbers, true and false');
  }
  return { type: 'path', path: parsePath(scanner) };
}
