// Reads a `--set` text piece by piece; what the pieces mean is for set-grammar.ts.

/** A piece of the text, and the stop character behind it; undefined where the text ended. */
export interface SetPiece {
  readonly text: string;
  readonly stop: string | undefined;
}

export class SetReader {
  readonly #text: string;
  readonly #escapes: boolean;
  #position = 0;

  /** @param options.escapes whether a backslash takes the next character as it is */
  constructor(text: string, { escapes }: { readonly escapes: boolean }) {
    this.#text = text;
    this.#escapes = escapes;
  }

  get isAtEnd(): boolean {
    return this.#position >= this.#text.length;
  }

  /** Reads up to one of the stop characters, and over it. */
  until(stops: string): SetPiece {
    let text = '';
    while (!this.isAtEnd) {
      const character = this.#text[this.#position++] ?? '';
      if (stops.includes(character)) return { text, stop: character };
      if (character === '\\' && this.#escapes) text += this.#text[this.#position++] ?? '';
      else text += character;
    }
    return { text, stop: undefined };
  }

  /** Reads over a character, if it is the next one. */
  skip(character: string): boolean {
    if (this.#text[this.#position] !== character) return false;
    this.#position++;
    return true;
  }

  /** What is left, without reading over it. */
  get rest(): string {
    return this.#text.slice(this.#position);
  }

  advance(length: number): void {
    this.#position += length;
  }
}
