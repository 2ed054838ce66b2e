// The whole way of a stream: cut, inject, write. One document after the other, so that memory does not grow.
import { parseDocuments } from '../../kinds/decode/parse-documents.ts';
import { CliError } from '../../lib/errors.ts';
import type { ObjectInjector } from '../injector.ts';
import { type InjectedText, injectText } from './inject-text.ts';
import { splitStream } from './split-stream.ts';

export interface InputStream {
  /** For messages. */
  readonly file: string;
  readonly chunks: AsyncIterable<Buffer | string>;
}

export interface StreamOutput {
  /** Takes a piece of the result. */
  readonly write: (text: string) => void;
  /** Takes a line for the user. */
  readonly note: (line: string) => void;
}

export interface StreamCounts {
  /** Documents in which something was injected. */
  readonly injected: number;
  /** Documents of workloads that were left as they are. */
  readonly skipped: number;
  /** Documents with nothing to inject. */
  readonly others: number;
}

/** Injects streams one after the other. @throws CliError at the first document that cannot be */
export async function injectStreams(
  inputs: readonly InputStream[],
  inject: ObjectInjector,
  { write, note }: StreamOutput,
): Promise<StreamCounts> {
  const counts = { injected: 0, skipped: 0, others: 0 };
  let last = '';
  for (const { file, chunks } of inputs) {
    let isFirst = true;
    let line = 0;
    for await (const piece of splitStream(chunks)) {
      if (isFirst && last !== '') write(separator(last, piece));
      isFirst = false;
      const { text, injected, notes } = injectPiece({ file, text: piece, line }, inject);
      for (const line of notes) note(line);
      if (injected) counts.injected++;
      else if (notes.length > 0) counts.skipped++;
      else if (isDocument(piece)) counts.others++;
      write(text);
      last = text;
      line += countLines(piece);
    }
  }
  return counts;
}

interface Piece {
  readonly file: string;
  readonly text: string;
  /** How many lines of the stream are before it. */
  readonly line: number;
}

function injectPiece({ file, text, line }: Piece, inject: ObjectInjector): InjectedText {
  try {
    return injectText(text, file, inject);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    if (error.message.startsWith(`${file}:`)) throw atItsLine({ file, text, line }, error);
    throw new CliError(`${file}: ${error.message}`, { exitCode: error.exitCode });
  }
}

/** The same error of parsing, with the line that the document has in the stream. */
function atItsLine({ file, text, line }: Piece, error: CliError): unknown {
  try {
    parseDocuments(file, '\n'.repeat(line) + text);
    return error;
  } catch (located) {
    return located;
  }
}

/** What goes between the files. */
function separator(last: string, next: string): string {
  const end = last.endsWith('\n') ? '' : '\n';
  return /^---(?=[ \t\r\n]|$)/.test(next) ? end : `${end}---\n`;
}

/** Comments alone are no document. */
function isDocument(piece: string): boolean {
  return /^(?!---)[^\s#]/m.test(piece);
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}
