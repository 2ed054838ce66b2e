// Offsets in a text as lines and columns.
import type { Position } from '../../lib/finding.ts';

/** A text with its name, and the offsets at which its lines begin. */
export class TextPositions {
  readonly file: string;
  readonly #text: string;
  readonly #lineStarts: readonly number[];

  constructor(file: string, text: string) {
    this.file = file;
    this.#text = text;
    const starts = [0];
    for (let index = text.indexOf('\n'); index !== -1; index = text.indexOf('\n', index + 1)) starts.push(index + 1);
    this.#lineStarts = starts;
  }

  /** Line and column of an offset, both from 1. */
  at(offset: number): Position {
    const line = this.#lineOf(offset);
    return { file: this.file, line: line + 1, column: offset - (this.#lineStarts[line] ?? 0) + 1 };
  }

  /** The text of a line, counted from 1, without its end. */
  line(line: number): string {
    const start = this.#lineStarts[line - 1] ?? this.#text.length;
    const end = this.#lineStarts[line] ?? this.#text.length + 1;
    return this.#text.slice(start, end - 1).replace(/\r$/, '');
  }

  /** The last line that begins at or before an offset, by bisection. */
  #lineOf(offset: number): number {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
