// Valid documents with a few characters or lines of them spoilt, so that most of the text is still what it was.
import { count, type Random, some } from './random.ts';

/** What means something to a YAML reader, or to the code behind it. */
const tokens = [
  ...['\n', ' ', '  ', '\t', '\r\n', '- ', ': ', ', ', '? ', '#', '[', ']', '{', '}', '"', "'", '|\n', '>-\n', '|2\n'],
  ...['&a ', '*a', '<<: *a', '---\n', '...\n', '%YAML 1.2\n', '!!str ', '!!binary ', '!x ', '\\', '\\x00', '\\uD800'],
  ...['\u0000', '\u0085', '\u2028', '\uFEFF', '\uD800', '🙂', '__proto__', 'constructor', 'items:\n', 'kind: List\n'],
  ...[
    'null',
    '~',
    'true',
    'y',
    'no',
    '0',
    '-1',
    '1e999',
    '0x1F',
    '0o17',
    '1_000',
    '.inf',
    '.nan',
    '99999999999999999999',
  ],
  ...[
    '*',
    '*.a.com',
    '1s',
    '-1s',
    '1h1h',
    '%REQ(',
    '/',
    '..',
    'a=b,c',
    '(((a+)+)+)+$',
    '^(',
    '1.2.3.4/33',
    '::1',
    '{}',
    '[]',
  ],
];

type Edit = (text: string, random: Random, corpus: readonly string[]) => string;

const edits: readonly Edit[] = [
  (text, random) => spliced(text, random, 0, some(tokens, random)),
  (text, random) => spliced(text, random, 1, some(tokens, random)),
  (text, random) => spliced(text, random, count(random, 0, 40), ''),
  (text, random) => spliced(text, random, 1, String.fromCharCode(count(random, 0, 0xffff))),
  (text, random) => withLines(text, (lines) => lines.splice(at(lines, random), count(random, 1, 5))),
  (text, random) =>
    withLines(text, (lines) => lines.splice(at(lines, random), 0, ...lines.slice(at(lines, random)).slice(0, 6))),
  (text, random) => withLines(text, (lines) => lines.splice(at(lines, random), 1, some(lines, random))),
  (text, random) => withLines(text, (lines) => reindent(lines, random)),
  (text, random) => text.slice(0, count(random, 0, text.length)),
  (text, random, corpus) => `${text}\n---\n${some(corpus, random)}`,
  (text, random, corpus) =>
    text.slice(0, count(random, 0, text.length)) + some(corpus, random).slice(count(random, 0, 400)),
  (text, random) => spliced(text, random, 0, some(tokens, random).repeat(count(random, 1, 300))),
];

/** Returns a document of the corpus with one to six edits. */
export function mutateText(corpus: readonly string[], random: Random): string {
  let text = some(corpus, random);
  for (let left = count(random, 1, 6); left > 0; left -= 1) text = some(edits, random)(text, random, corpus);
  return text;
}

function spliced(text: string, random: Random, removed: number, inserted: string): string {
  const offset = count(random, 0, text.length);
  return text.slice(0, offset) + inserted + text.slice(offset + removed);
}

function withLines(text: string, edit: (lines: string[]) => unknown): string {
  const lines = text.split('\n');
  edit(lines);
  return lines.join('\n');
}

function reindent(lines: string[], random: Random): void {
  const line = at(lines, random);
  const text = lines[line] ?? '';
  lines[line] = random() < 0.5 ? text.replace(/^ {0,2}/, '') : ' '.repeat(count(random, 1, 4)) + text;
}

function at(lines: readonly string[], random: Random): number {
  return count(random, 0, lines.length - 1);
}
