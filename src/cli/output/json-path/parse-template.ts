import type { Path, TemplatePart } from './json-path.ts';
import { jsonPathError } from './json-path-error.ts';
import { parsePath } from './parse-path.ts';
import { Scanner } from './scanner.ts';

interface OpenRange {
  readonly path: Path;
  readonly parts: TemplatePart[];
}

/** Reads a template. @throws CliError for what is none */
export function parseTemplate(text: string): readonly TemplatePart[] {
  const scanner = new Scanner(text);
  const outer: TemplatePart[] = [];
  const ranges: OpenRange[] = [];
  const add = (part: TemplatePart) => (ranges.at(-1)?.parts ?? outer).push(part);
  while (!scanner.isAtEnd()) {
    const literal = scanner.takeUntil('{');
    if (literal !== '') add({ type: 'text', text: literal });
    if (scanner.isAtEnd()) break;
    const action = parseAction(scanner);
    if (action.type === 'open') ranges.push({ path: action.path, parts: [] });
    else if (action.type !== 'end') add(action);
    else {
      const range = ranges.pop();
      if (range === undefined) throw jsonPathError(text, 'there is {end} without {range}');
      add({ type: 'range', path: range.path, body: range.parts });
    }
  }
  if (ranges.length > 0) throw jsonPathError(text, '{range} has no {end}');
  return outer;
}

type Action = TemplatePart | { readonly type: 'open'; readonly path: Path } | { readonly type: 'end' };

/** Reads what stands between braces. */
function parseAction(scanner: Scanner): Action {
  scanner.expect('{');
  scanner.skipBlanks();
  const action = parseActionBody(scanner);
  scanner.skipBlanks();
  if (scanner.isAtEnd()) throw scanner.error('unclosed {');
  scanner.expect('}');
  return action;
}

function parseActionBody(scanner: Scanner): Action {
  if (scanner.peek() === '"' || scanner.peek() === "'") return { type: 'text', text: scanner.takeQuoted() };
  if (scanner.takeWord('end')) return { type: 'end' };
  if (scanner.takeWord('range')) {
    scanner.skipBlanks();
    return { type: 'open', path: parsePath(scanner) };
  }
  return { type: 'path', path: parsePath(scanner) };
}
