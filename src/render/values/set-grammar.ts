// The grammar of Helm's --set (helm.sh/helm, pkg/strvals): `a.b=1,c[0].d=x,e={x,y},f\.g=h`. What Helm answers with a
// panic or with all memory is an error here.
import { defineKey } from '../../kinds/define-key.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import { type SetPiece, SetReader } from './set-reader.ts';
import { isValues, type Values } from './values.ts';

/** Lists are written item by item, so nobody needs more; Helm stops at 65536. */
const maxIndex = 1000;
/** As in Helm. */
const maxDepth = 30;

export interface SetDialect {
  /** The flag, for messages: `--set`. */
  readonly flag: string;
  /** Whether commas separate assignments, braces make a list and a backslash escapes. */
  readonly plain?: boolean;
  /** Reads the value behind `=`. */
  readonly readValue: (reader: SetReader) => unknown;
}

/**
 * Carries out the assignments of a text on `target`.
 * @throws CliError where the text does not follow the grammar, or contradicts what is there
 */
export function applySet(target: Values, text: string, dialect: SetDialect): void {
  const reader = new SetReader(text, { escapes: dialect.plain !== true });
  new Assignments(reader, dialect).readAll(target);
}

class Assignments {
  readonly #reader: SetReader;
  readonly #dialect: SetDialect;

  constructor(reader: SetReader, dialect: SetDialect) {
    this.#reader = reader;
    this.#dialect = dialect;
  }

  readAll(target: Values): void {
    while (!this.#reader.isAtEnd) this.#readKey(target, [], 0);
  }

  #readKey(target: Values, path: readonly string[], depth: number): void {
    const key = this.#reader.until(this.#dialect.plain === true ? '=[.' : '=[,.');
    const place = [...path, key.text];
    if (key.stop === '=') assign(target, key.text, this.#dialect.readValue(this.#reader));
    else if (key.stop === '[') this.#readList(target, key.text, place, depth);
    else if (key.stop === '.') this.#readInner(target, key.text, place, depth);
    else this.#refuseKey(key);
  }

  /** `a,b=1` and `a` at the end. */
  #refuseKey({ text, stop }: SetPiece): void {
    if (stop === ',') throw this.#error(`key ${quoted(text)} has no value (cannot end with ,)`);
    if (text !== '') throw this.#error(`key ${quoted(text)} has no value`);
  }

  #readInner(target: Values, key: string, place: readonly string[], depth: number): void {
    this.#checkDepth(depth);
    const existing = ownValue(target, key);
    if (existing !== undefined && existing !== null && !isValues(existing)) {
      throw this.#error(`${place.join('.')} is ${described(existing)}, so nothing can be set below it`);
    }
    const inner: Values = isValues(existing) ? existing : {};
    this.#readKey(inner, place, depth + 1);
    if (Object.keys(inner).length === 0) throw this.#error(`key map ${quoted(key)} has no value`);
    assign(target, key, inner);
  }

  #readList(target: Values, key: string, place: readonly string[], depth: number): void {
    const existing = ownValue(target, key) ?? [];
    if (!Array.isArray(existing)) {
      throw this.#error(`${place.join('.')} is ${described(existing)}, so it has no items`);
    }
    assign(target, key, this.#readItem(existing, place, depth));
  }

  /** Reads on behind `[`; the answer is the list with that item. */
  #readItem(list: readonly unknown[], place: readonly string[], depth: number): unknown[] {
    this.#checkDepth(depth);
    const index = this.#readIndex();
    const item = withoutLast(place, `[${index}]`);
    const { text, stop } = this.#reader.until('[.=');
    if (text !== '') throw this.#error(`unexpected data at end of array index: ${quoted(text)}`);
    const existing = list[index];
    switch (stop) {
      case '=':
        return withItem(list, index, this.#dialect.readValue(this.#reader));
      case '[':
        if (existing !== undefined && existing !== null && !Array.isArray(existing)) {
          throw this.#error(`${item.join('.')} is ${described(existing)}, so it has no items`);
        }
        return withItem(list, index, this.#readItem(existing ?? [], item, depth + 1));
      case '.': {
        const inner: Values = isValues(existing) ? existing : {};
        this.#readKey(inner, item, depth + 1);
        if (Object.keys(inner).length === 0) throw this.#error(`${item.join('.')} has no value`);
        return withItem(list, index, inner);
      }
      default:
        throw this.#error(`${item.join('.')} has no value`);
    }
  }

  #readIndex(): number {
    const { text, stop } = this.#reader.until(']');
    if (stop === undefined) throw this.#error('error parsing index: the bracket is not closed');
    if (!/^[-+]?\d+$/.test(text)) throw this.#error(`error parsing index: ${quoted(text)} is not a number`);
    const index = Number(text);
    if (index < 0) throw this.#error(`negative ${text} index not allowed`);
    if (index > maxIndex) throw this.#error(`index of ${text} is greater than maximum supported index of ${maxIndex}`);
    return index;
  }

  #checkDepth(depth: number): void {
    if (depth >= maxDepth) {
      throw this.#error(`value name nested level is greater than maximum supported nested level of ${maxDepth}`);
    }
  }

  #error(message: string): CliError {
    return setError(this.#dialect.flag, message);
  }
}

/** An error in the words of Helm: `failed parsing --set data: key "a" has no value`. */
export function setError(flag: string, message: string): CliError {
  return new CliError(`failed parsing ${flag} data: ${message}`, { exitCode: ExitCode.usage });
}

/** An empty key is read and forgotten, as in Helm. */
function assign(target: Values, key: string, value: unknown): void {
  if (key !== '') defineKey(target, key, value);
}

function ownValue(target: Values, key: string): unknown {
  return Object.hasOwn(target, key) ? target[key] : undefined;
}

/** Items that nobody set are null. */
function withItem(list: readonly unknown[], index: number, value: unknown): unknown[] {
  const length = Math.max(list.length, index + 1);
  return Array.from({ length }, (_, position) => (position === index ? value : (list[position] ?? null)));
}

function withoutLast(place: readonly string[], index: string): readonly string[] {
  return [...place.slice(0, -1), `${place.at(-1)}${index}`];
}

function described(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return isValues(value) ? 'a map' : `the value ${JSON.stringify(value)}`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
