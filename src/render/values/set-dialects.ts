// What stands behind `=` in each of the --set flags.

import { readJsonPrefix } from './json-prefix.ts';
import { type SetDialect, setError } from './set-grammar.ts';
import type { SetReader } from './set-reader.ts';

/** --set: numbers, booleans and null are what they look like. */
export const typedSet: SetDialect = listsOf('--set', typedValue);

/** --set-string: everything is text. */
export const stringSet: SetDialect = listsOf('--set-string', (text) => text);

/** --set-file: the value is the name of a file, and becomes what is in it. */
export function fileSet(readFile: (path: string) => string): SetDialect {
  return listsOf('--set-file', readFile);
}

/** --set-literal: one assignment, whose value is everything behind `=`. */
export const literalSet: SetDialect = {
  flag: '--set-literal',
  plain: true,
  readValue: (reader) => takeRest(reader),
};

/** --set-json: the value is JSON; nothing is null. */
export const jsonSet: SetDialect = { flag: '--set-json', readValue: readJson };

/** `{x,y}` is a list of values, anything else one value up to the next comma. */
function listsOf(flag: string, readOne: (text: string) => unknown): SetDialect {
  return {
    flag,
    readValue: (reader) => {
      if (!reader.skip('{')) return readOne(reader.until(',').text);
      const items: unknown[] = [];
      for (;;) {
        const { text, stop } = reader.until(',}');
        if (stop === undefined) throw setError(flag, "list must terminate with '}'");
        items.push(readOne(text));
        if (stop === '}') break;
      }
      reader.skip(',');
      return items;
    },
  };
}

/** As strvals.typedVal: a number that begins with 0 is text, and so is one that is too large. */
function typedValue(text: string): unknown {
  const lower = text.toLowerCase();
  if (lower === 'true' || lower === 'false') return lower === 'true';
  if (lower === 'null') return null;
  if (text === '0') return 0;
  if (/^(?:[-+]\d+|[1-9]\d*)$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text) + 0;
  return text;
}

function readJson(reader: SetReader): unknown {
  const blanks = /^[ \t\r\n]*/.exec(reader.rest)?.[0].length ?? 0;
  reader.advance(blanks);
  if (reader.isAtEnd || reader.skip(',')) return null;
  const { rest } = reader;
  const json = readJsonPrefix(rest);
  if (json === undefined) throw setError('--set-json', `${JSON.stringify(shortened(rest))} does not begin with JSON`);
  reader.advance(json.length);
  const behind = /^[ \t\r\n]*,?/.exec(reader.rest)?.[0].length ?? 0;
  reader.advance(behind);
  return json.value;
}

function takeRest(reader: SetReader): string {
  const { rest } = reader;
  reader.advance(rest.length);
  return rest;
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
