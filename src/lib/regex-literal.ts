// Regular expressions that need no engine: text with at most a `.*` or `.+` on either side. Most of those that users
// write are of this kind, and comparing strings is twenty times cheaper than running an automaton.

/** `[.*|.+] text [.*|.+]`: how many characters must stand before and after the text, undefined for exactly none. */
export interface LiteralPattern {
  readonly before: number | undefined;
  readonly text: string;
  readonly after: number | undefined;
}

const wildcards: Readonly<Record<string, number>> = { '.*': 0, '.+': 1 };
const punctuation = /[!-/:-@[-`{-~]/;

/** Recognises a literal pattern; undefined for any other expression, also for an invalid one. */
export function parseLiteralPattern(expression: string): LiteralPattern | undefined {
  let source = expression.startsWith('^') ? expression.slice(1) : expression;
  const before = wildcards[source.slice(0, 2)];
  if (before !== undefined) source = source.slice(2);
  const { text, rest } = readLiteral(source);
  const after = wildcards[rest.slice(0, 2)];
  const end = after === undefined ? rest : rest.slice(2);
  return end === '' || end === '$' ? { before, text, after } : undefined;
}

/** Whether the whole subject is of this form. The subject must be ASCII and free of line feeds, which `.` refuses. */
export function matchesLiteral(pattern: LiteralPattern, subject: string): boolean {
  const { before, text, after } = pattern;
  if (before === undefined && after === undefined) return subject === text;
  const least = text.length + (before ?? 0) + (after ?? 0);
  if (subject.length < least) return false;
  if (before === undefined) return subject.startsWith(text);
  if (after === undefined) return subject.endsWith(text);
  const found = subject.indexOf(text, before);
  return found !== -1 && found + text.length + after <= subject.length;
}

/**
 * The text that everything that an expression matches starts with; '' where that is not plain to see.
 * `/api/v[0-9]+` gives `/api/v`, `/ab?c` gives `/a`, `a|b` gives ''.
 */
export function literalPrefix(expression: string): string {
  if (expression.includes('|')) return '';
  const source = expression.startsWith('^') ? expression.slice(1) : expression;
  return readLiteral(source).text;
}

/** Reads plain characters from the start, up to the first that means something or is repeated. */
function readLiteral(source: string): { readonly text: string; readonly rest: string } {
  let text = '';
  let at = 0;
  while (at < source.length) {
    const width = source[at] === '\\' ? 2 : 1;
    const character = source[at + width - 1];
    if (character === undefined || !isPlain(source, at, character, width)) break;
    if (/[*+?{]/.test(source[at + width] ?? '')) break; // what is repeated is not plain
    text += character;
    at += width;
  }
  return { text, rest: source.slice(at) };
}

function isPlain(source: string, at: number, character: string, width: number): boolean {
  if (character > '~' || character < ' ') return false;
  return width === 2 ? punctuation.test(character) : !/[\\^$.|?*+()[\]{}]/.test(source[at] ?? '');
}
