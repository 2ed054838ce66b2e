import { byteString } from '../../../lib/byte-string.ts';
import { parseRegex, type Regex } from '../../../lib/regex.ts';
import { FunctionError } from '../template-error.ts';
import { type FunctionTable, takes, textOf } from '../template-function.ts';
import type { GoValue } from '../value.ts';

function compiled(source: string): Regex {
  const parsed = parseRegex(source);
  if ('problem' in parsed) throw new FunctionError(`error parsing regexp: ${parsed.problem}`);
  return parsed.regex;
}

/** Expressions see bytes, one a character; texts have characters. */
function replaceIn(expression: string, text: string, substitution: string): string {
  const replaced = compiled(expression).replaceAll(byteString(text), substitution);
  return Buffer.from(replaced, 'latin1').toString('utf8');
}

/** Go's `$1` and `${1}` as RE2's `\1`. */
function substitutionOf(template: string): string {
  return template.replace(/\\|\$(?:(\$)|\{(\w+)\}|(\w+))?/g, (all, dollar, braced, bare) => {
    if (all === '\\') return '\\\\';
    if (dollar !== undefined || all === '$') return '$';
    const group: string = braced ?? bare;
    if (/^\d$/.test(group)) return `\\${group}`;
    throw new FunctionError(`the group $${group} is not supported, only $0 to $9 are; write \${1} before a letter`);
  });
}

function literalSubstitution(text: string): string {
  return text.replaceAll('\\', '\\\\');
}

/** Marks around matches, which no configuration contains. */
const opening = '\u0001';
const closing = '\u0002';

function findAll(expression: string, text: string): string[] {
  const marked = replaceIn(expression, text, `${opening}\\0${closing}`);
  return marked
    .split(opening)
    .slice(1)
    .map((piece) => piece.split(closing)[0] ?? '');
}

function firstFew([expression, text, limit]: readonly GoValue[]): GoValue {
  const found = findAll(textOf(expression), textOf(text));
  const most = Number(limit ?? -1n);
  return most < 0 ? found : found.slice(0, most);
}

export const sprigRegexes: FunctionTable = {
  regexMatch: takes(2, ([expression, text]) =>
    compiled(`(?s:.*)(?:${textOf(expression)})(?s:.*)`).matches(byteString(textOf(text))),
  ),
  regexFind: takes(2, ([expression, text]) => findAll(textOf(expression), textOf(text))[0] ?? ''),
  regexFindAll: takes(3, firstFew),
  regexReplaceAll: takes(3, ([expression, text, template]) =>
    replaceIn(textOf(expression), textOf(text), substitutionOf(textOf(template))),
  ),
  regexReplaceAllLiteral: takes(3, ([expression, text, substitution]) =>
    replaceIn(textOf(expression), textOf(text), literalSubstitution(textOf(substitution))),
  ),
};
