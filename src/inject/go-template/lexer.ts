// Cuts a template into texts and the tokens of its actions. Trim markers are carried out here, as in Go.
import type { Source } from './source.ts';
import type { Token, TokenType } from './token.ts';

export interface Delimiters {
  readonly left: string;
  readonly right: string;
}

/** Returns the tokens of a template, the last one of type `end`. @throws TemplateError */
export function lex(source: Source, delimiters: Delimiters): readonly Token[] {
  return new Lexer(source, delimiters).run();
}

const patterns: readonly (readonly [TokenType, RegExp])[] = [
  ['string', /"(?:[^"\\\n]|\\.)*"|`[^`]*`/y],
  ['character', /'(?:[^'\\\n]|\\.)+'/y],
  ['declare', /:=/y],
  ['assign', /=/y],
  ['pipe', /\|/y],
  ['left', /\(/y],
  ['right', /\)/y],
  ['comma', /,/y],
  ['number', /[+-]?(?:0[xX][\da-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?)/y],
  ['field', /\.[\p{L}_][\p{L}\p{Nd}_]*/uy],
  ['dot', /\./y],
  ['variable', /\$[\p{L}\p{Nd}_]*/uy],
  ['identifier', /[\p{L}_][\p{L}\p{Nd}_]*/uy],
];

const blank = /[ \t\r\n]/;

class Lexer {
  readonly #source: Source;
  readonly #delimiters: Delimiters;
  readonly #tokens: Token[] = [];
  #offset = 0;
  /** The last action ended with a trim marker, so blanks that begin the next text go. */
  #trimNext = false;

  constructor(source: Source, delimiters: Delimiters) {
    this.#source = source;
    this.#delimiters = delimiters;
  }

  run(): readonly Token[] {
    const { text } = this.#source;
    for (;;) {
      const open = text.indexOf(this.#delimiters.left, this.#offset);
      this.#text(open < 0 ? text.length : open);
      if (open < 0) break;
      this.#action();
    }
    this.#push('end', '', text.length, false);
    return this.#tokens;
  }

  #push(type: TokenType, text: string, offset: number, spaced: boolean): void {
    this.#tokens.push({ type, text, offset, spaced });
  }

  #text(end: number): void {
    const { text } = this.#source;
    const start = this.#offset;
    let piece = text.slice(start, end);
    if (this.#trimNext) piece = piece.replace(/^[ \t\r\n]+/, '');
    this.#offset = end;
    const marker = end + this.#delimiters.left.length;
    if (end < text.length && text[marker] === '-' && blank.test(text[marker + 1] ?? '')) piece = trimEnd(piece);
    if (piece !== '') this.#push('text', piece, start, false);
    this.#trimNext = false;
  }

  #action(): void {
    const { text } = this.#source;
    const start = this.#offset;
    this.#offset += this.#delimiters.left.length;
    if (text[this.#offset] === '-' && blank.test(text[this.#offset + 1] ?? '')) this.#offset += 2;
    if (text.startsWith('/*', this.#offset)) {
      this.#comment(start);
      return;
    }
    this.#push('open', this.#delimiters.left, start, false);
    for (;;) {
      const spaced = this.#skipBlanks();
      if (this.#close(spaced)) return;
      if (this.#offset >= text.length) throw this.#source.errorAt(start, 'unclosed action');
      this.#token(spaced);
    }
  }

  #comment(start: number): void {
    const { text } = this.#source;
    const end = text.indexOf('*/', this.#offset + 2);
    if (end < 0) throw this.#source.errorAt(start, 'unclosed comment');
    this.#offset = end + 2;
    if (/^\s-/.test(text.slice(this.#offset, this.#offset + 2))) {
      this.#offset += 2;
      this.#trimNext = true;
    }
    if (!text.startsWith(this.#delimiters.right, this.#offset)) {
      throw this.#source.errorAt(start, 'comment ends before closing delimiter');
    }
    this.#offset += this.#delimiters.right.length;
  }

  #skipBlanks(): boolean {
    const start = this.#offset;
    while (blank.test(this.#source.text[this.#offset] ?? '')) this.#offset++;
    return this.#offset > start;
  }

  #close(spaced: boolean): boolean {
    const { text } = this.#source;
    const { right } = this.#delimiters;
    const isTrim = spaced && text[this.#offset] === '-' && text.startsWith(right, this.#offset + 1);
    if (!isTrim && !text.startsWith(right, this.#offset)) return false;
    this.#push('close', right, this.#offset, spaced);
    this.#offset += right.length + (isTrim ? 1 : 0);
    this.#trimNext = isTrim;
    return true;
  }

  #token(spaced: boolean): void {
    const { text } = this.#source;
    const offset = this.#offset;
    for (const [type, pattern] of patterns) {
      pattern.lastIndex = offset;
      const [found] = pattern.exec(text) ?? [];
      if (found === undefined) continue;
      this.#push(type, found, offset, spaced);
      this.#offset += found.length;
      return;
    }
    throw this.#source.errorAt(offset, unreadable(text[offset] ?? ''));
  }
}

function unreadable(character: string): string {
  if (character === '"') return 'unterminated quoted string';
  if (character === '`') return 'unterminated raw quoted string';
  return `unexpected ${JSON.stringify(character)} in command`;
}

/** Without the blanks at the end; a regular expression would look at every run of blanks in the text. */
function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && blank.test(text[end - 1] ?? '')) end--;
  return text.slice(0, end);
}
