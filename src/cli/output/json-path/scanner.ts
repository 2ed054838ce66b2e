import type { CliError } from '../../../lib/errors.ts';
import { jsonPathError } from './json-path-error.ts';

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** Reads a template from left to right. */
export class Scanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  peek(offset = 0): string {
    return this.#text[this.#at + offset] ?? '';
  }

  take(): string {
    const character = this.peek();
    this.#at += 1;
    return character;
  }

  skipBlanks(): void {
    while (/\s/.test(this.peek())) this.#at += 1;
  }

  expect(text: string): void {
    if (!this.takeIf(text)) throw this.error(`expected ${text} at "${this.#text.slice(this.#at, this.#at + 20)}"`);
  }

  takeIf(text: string): boolean {
    if (!this.#text.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  /** Takes a word that no letter follows. */
  takeWord(word: string): boolean {
    if (!this.#text.startsWith(word, this.#at) || /[\w-]/.test(this.peek(word.length))) return false;
    this.#at += word.length;
    return true;
  }

  takeUntil(mark: string): string {
    const found = this.#text.indexOf(mark, this.#at);
    return this.#slice(found === -1 ? this.#text.length : found);
  }

  /** Takes what a pattern finds here; '' where it finds nothing. */
  takeMatch(pattern: RegExp): string {
    const sticky = new RegExp(pattern.source, 'y');
    sticky.lastIndex = this.#at;
    return this.#slice(this.#at + (sticky.exec(this.#text)?.[0].length ?? 0));
  }

  /** Takes a string in single or double quotes, and resolves its escapes. */
  takeQuoted(): string {
    const quote = this.take();
    let value = '';
    while (!this.isAtEnd()) {
      const character = this.take();
      if (character === quote) return value;
      if (character !== '\\') value += character;
      else {
        const escaped = this.take();
        value += escapes[escaped] ?? escaped;
      }
    }
    throw this.error(`unterminated ${quote}`);
  }

  error(why: string): CliError {
    return jsonPathError(this.#text, why);
  }

  #slice(end: number): string {
    const taken = this.#text.slice(this.#at, end);
    this.#at = end;
    return taken;
  }
}
