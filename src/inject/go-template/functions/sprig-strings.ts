// Sprig's functions of text. The subject comes last, so that it can be piped.
import { printValue, quoteText } from '../format-value.ts';
import { FunctionError } from '../template-error.ts';
import { type FunctionTable, listOf, takes, takesFrom, textOf } from '../template-function.ts';
import { GoMap, type GoValue } from '../value.ts';
import { integerOf } from './sprig-integer.ts';

/** A text that a template makes must not fill the memory. */
const maxRepeated = 1024 * 1024;

type OnText = (text: string) => GoValue;
type OnTwo = (first: string, subject: string) => GoValue;

function onText(work: OnText) {
  return takes(1, ([subject]) => work(textOf(subject)));
}

function onTwo(work: OnTwo) {
  return takes(2, ([first, subject]) => work(textOf(first), textOf(subject)));
}

function trimBy(set: string, text: string, { start, end }: { readonly start: boolean; readonly end: boolean }): string {
  const characters = [...text];
  const cut = new Set(set);
  let from = 0;
  let to = characters.length;
  while (start && from < to && cut.has(characters[from] ?? '')) from++;
  while (end && to > from && cut.has(characters[to - 1] ?? '')) to--;
  return characters.slice(from, to).join('');
}

function truncate([count, subject]: readonly GoValue[]): string {
  const bytes = Buffer.from(textOf(subject));
  const length = integerOf(count);
  if (length >= 0) return bytes.subarray(0, length).toString('utf8');
  return bytes.subarray(Math.max(0, bytes.length + length)).toString('utf8');
}

function repeat([count, subject]: readonly GoValue[]): string {
  const times = integerOf(count);
  const text = textOf(subject);
  if (times < 0) throw new FunctionError('strings: negative Repeat count');
  if (times * text.length > maxRepeated) throw new FunctionError(`the text would be longer than ${maxRepeated}`);
  return text.repeat(times);
}

function substring([from, to, subject]: readonly GoValue[]): string {
  const bytes = Buffer.from(textOf(subject));
  const [start, end] = [integerOf(from), integerOf(to)];
  return bytes.subarray(start < 0 ? 0 : start, end < 0 || end > bytes.length ? bytes.length : end).toString('utf8');
}

function indent(spaces: GoValue | undefined, subject: GoValue | undefined): string {
  const pad = ' '.repeat(Math.min(Math.max(0, integerOf(spaces)), 1000));
  return pad + textOf(subject).replaceAll('\n', `\n${pad}`);
}

/** strings.Title: the first letter of each word, what follows a blank or punctuation, in upper case. */
function title(text: string): string {
  return text.replace(
    /(^|[^\p{L}\p{Nd}_'])(\p{L})/gu,
    (_all, before: string, letter: string) => before + letter.toUpperCase(),
  );
}

/** Texts of a list: as they are, or as they print. */
export function textsOf(value: GoValue | undefined): string[] {
  if (typeof value === 'string') return [value];
  return listOf(value)
    .filter((one) => one !== null)
    .map(printValue);
}

function splitToMap([separator, subject]: readonly GoValue[]): GoMap {
  const parts = textOf(subject).split(textOf(separator));
  return new GoMap(
    parts.map((part, at) => [`_${at}`, part] as const),
    '',
  );
}

export const sprigStrings: FunctionTable = {
  upper: onText((text) => text.toUpperCase()),
  lower: onText((text) => text.toLowerCase()),
  title: onText(title),
  untitle: onText((text) => text.replace(/^\p{L}/u, (letter) => letter.toLowerCase())),
  trim: onText((text) => text.trim()),
  nospace: onText((text) => text.replace(/\s/gu, '')),
  trimAll: onTwo((set, text) => trimBy(set, text, { start: true, end: true })),
  trimPrefix: onTwo((prefix, text) => (text.startsWith(prefix) ? text.slice(prefix.length) : text)),
  trimSuffix: onTwo((suffix, text) => (suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text)),
  hasPrefix: onTwo((prefix, text) => text.startsWith(prefix)),
  hasSuffix: onTwo((suffix, text) => text.endsWith(suffix)),
  contains: onTwo((part, text) => text.includes(part)),
  trunc: takes(2, truncate),
  repeat: takes(2, repeat),
  substr: takes(3, substring),
  replace: takes(3, ([old, now, subject]) => textOf(subject).replaceAll(textOf(old), () => textOf(now))),
  indent: takes(2, ([spaces, subject]) => indent(spaces, subject)),
  nindent: takes(2, ([spaces, subject]) => `\n${indent(spaces, subject)}`),
  quote: takesFrom(0, (args) => textsOf(args).map(quoteText).join(' ')),
  squote: takesFrom(0, (args) =>
    textsOf(args)
      .map((text) => `'${text}'`)
      .join(' '),
  ),
  cat: takesFrom(0, (args) => textsOf(args).join(' ')),
  join: takes(2, ([separator, list]) => textsOf(list).join(textOf(separator))),
  split: takes(2, splitToMap),
  splitList: onTwo((separator, text) => text.split(separator)),
  toString: takes(1, ([value = null]) => (value === null ? '<nil>' : printValue(value))),
  toStrings: takes(1, ([list]) => textsOf(list)),
};
