// The whole way of a stream: cut, inject, write. One document after the other, so that memory does not grow.
import { CliError } from '../../lib/errors.ts';
import type { ObjectInjector } from '../injector.ts';
import { injectText } from './inject-text.ts';
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
    for await (const piece of splitStream(chunks)) {
      if (isFirst && last !== '') write(separator(last, piece));
      isFirst = false;
      const { text, injected, notes } = injectPiece(piece, file, inject);
      for (const line of notes) note(line);
      if (injected) counts.injected++;
      else if (notes.length > 0) counts.skipped++;
      else if (isDocument(piece)) counts.others++;
      write(text);
      last = text;
    }
  }
  return counts;
}

function injectPiece(piece: string, file: string, inject: ObjectInjector): ReturnType<typeof injectText> {
  try {
    return injectText(piece, file, inject);
  } catch (error) {
    if (!(error instanceof CliError) || error.message.startsWith(`${file}:`)) throw error;
    throw new CliError(`${file}: ${error.message}`, { exitCode: error.exitCode });
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
