// Cuts a stream at its document markers while it is read: no more than one document is in memory. What is cut, put
// together again, is the stream.
import { CliError, ExitCode } from '../../lib/errors.ts';

/** A document that is longer is no configuration. */
const maxDocumentCharacters = 64 * 1024 * 1024;

/** Yields the documents of a stream, each with its marker, comments before a marker as a piece of their own. */
export async function* splitStream(chunks: AsyncIterable<Buffer | string>): AsyncGenerator<string> {
  const splitter = new Splitter();
  for await (const text of decodeChunks(chunks)) yield* splitter.add(text);
  yield* splitter.end();
}

/** @throws CliError where the bytes are not UTF-8: they could not be passed through as they are */
async function* decodeChunks(chunks: AsyncIterable<Buffer | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const decode = (bytes: Buffer | undefined) => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch (cause) {
      throw new CliError('the input is not UTF-8', { exitCode: ExitCode.badInput, cause });
    }
  };
  for await (const chunk of chunks) yield typeof chunk === 'string' ? chunk : decode(chunk);
  yield decode(undefined);
}

const marker = '\n---';

class Splitter {
  #pending = '';
  /** Where to look for the next marker. */
  #from = 0;

  *add(text: string): Generator<string> {
    this.#pending += text;
    for (;;) {
      const at = this.#pending.indexOf(marker, this.#from);
      const next = this.#pending[at + marker.length];
      // What follows the dashes decides whether they are a marker, and may not have come yet.
      if (at < 0 || next === undefined) break;
      this.#from = at + 1;
      if (!/[ \t\r\n]/.test(next) || isDirectives(this.#pending.slice(0, at + 1))) continue;
      yield this.#pending.slice(0, at + 1);
      this.#pending = this.#pending.slice(at + 1);
      this.#from = 0;
    }
    if (this.#pending.length > maxDocumentCharacters) {
      throw new CliError(`a document is longer than ${maxDocumentCharacters / 1024 / 1024} MiB`, {
        exitCode: ExitCode.badInput,
      });
    }
    this.#from = Math.max(this.#from, this.#pending.length - marker.length);
  }

  *end(): Generator<string> {
    if (this.#pending.endsWith(marker)) {
      yield this.#pending.slice(0, -marker.length + 1);
      yield this.#pending.slice(-marker.length + 1);
    } else if (this.#pending !== '') yield this.#pending;
  }
}

/** Directives (%YAML …) stand before the marker of the document they are for. */
function isDirectives(text: string): boolean {
  return text.includes('%') && /^%/m.test(text) && !/^[^%#\s]/m.test(text);
}
