// Text by the grammar of YAML: block and flow collections, every style of scalar, anchors, tags, comments. Most of it is
// well formed; one in some twenty places is not.
import { count, type Random, some } from './random.ts';

const names = [
  ...[
    'apiVersion',
    'kind',
    'metadata',
    'name',
    'spec',
    'items',
    'hosts',
    'http',
    'route',
    'a',
    'b',
    '<<',
    '80',
    'true',
  ],
  ...['"a b"', "'it''s'", '? a\n', '&k k', '*a', '__proto__', '-', '', '🙂', '!!str x'],
];
const scalars = [
  ...[
    'a',
    'a b',
    '80',
    '-1',
    '1e3',
    '0x10',
    'yes',
    'null',
    '',
    '~',
    '"a\\nb"',
    '"\\u263a"',
    "'x'",
    "'a''b'",
    '"open',
    "'open",
  ],
  ...[
    '*a',
    '*b',
    '&a x',
    '&b "y"',
    '!!int "5"',
    '!!binary aGk=',
    '!local z',
    'a #b',
    'a: b',
    '- a',
    '@a',
    '`a',
    '%a',
    'v1',
    'List',
  ],
];

/** Returns one to three documents. */
export function randomYaml(random: Random): string {
  const documents = Array.from({ length: count(random, 1, 3) }, () => block(random, 0, count(random, 1, 6)));
  return documents.join(some(['---\n', '\n---\n', '...\n', '--- ', '%YAML 1.1\n---\n', '# a\n---\n'], random));
}

function block(random: Random, indent: number, depth: number): string {
  const pad = ' '.repeat(random() < 0.03 ? count(random, 0, 8) : indent);
  if (depth === 0 || random() < 0.15) return `${pad}${leaf(random, indent)}\n`;
  const isList = random() < 0.4;
  const entries = Array.from({ length: count(random, 1, 4) }, () => {
    const head = isList ? '-' : `${some(names, random)}:`;
    if (random() < 0.5) return `${pad}${head} ${leaf(random, indent)}${random() < 0.1 ? ' # note' : ''}\n`;
    const prefix = random() < 0.1 ? some(['&a', '&b', '!!map', '!x', '|', '>', '\t'], random) : '';
    return `${pad}${head} ${prefix}\n${block(random, indent + count(random, isList ? 1 : 0, 4), depth - 1)}`;
  });
  return entries.join('');
}

function leaf(random: Random, indent: number): string {
  const choice = random();
  if (choice < 0.7) return some(scalars, random);
  if (choice < 0.9) return flow(random, count(random, 1, 4));
  const pad = ' '.repeat(indent + 2);
  return `${some(['|', '>', '|-', '>+', '|1', '>9-'], random)}\n${pad}one\n${pad}  two\n\n${pad}three`;
}

function flow(random: Random, depth: number): string {
  if (depth === 0) return some(scalars, random);
  const isList = random() < 0.5;
  const entries = Array.from({ length: count(random, 0, 4) }, () => {
    const value = flow(random, depth - 1);
    return isList ? value : `${some(names, random)}: ${value}`;
  });
  const separator = random() < 0.05 ? some([' ', ',,', ',\n', ', #\n'], random) : ', ';
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  return `${open}${entries.join(separator)}${random() < 0.03 ? '' : close}`;
}
