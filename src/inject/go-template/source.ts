import { TemplateError } from './template-error.ts';

/** A template's name and text, for errors that say where. */
export class Source {
  readonly name: string;
  readonly text: string;

  constructor(name: string, text: string) {
    this.name = name;
    this.text = text;
  }

  /** Lines count from 1, columns in bytes from 0, as in Go. */
  place(offset: number): { readonly line: number; readonly column: number } {
    const before = this.text.slice(0, offset);
    const lineStart = before.lastIndexOf('\n') + 1;
    return { line: before.split('\n').length, column: Buffer.byteLength(before.slice(lineStart)) };
  }

  /** An error of parsing: `template: inject:4: unexpected …`. */
  errorAt(offset: number, message: string): TemplateError {
    return new TemplateError(`template: ${this.name}:${this.place(offset).line}: ${message}`);
  }
}
