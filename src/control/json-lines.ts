import type { Socket } from 'node:net';

/** A line longer than this is no message of ours. */
const MAX_LINE_CHARACTERS = 16 * 1024 * 1024;

/**
 * Yields the JSON values that a peer sends, one a line, until it ends.
 * @throws SyntaxError for anything else, or a longer line
 */
export async function* readJsonLines(socket: Socket, maxCharacters = MAX_LINE_CHARACTERS): AsyncGenerator<unknown> {
  socket.setEncoding('utf8');
  let parts: string[] = [];
  let length = 0;
  for await (const chunk of socket) {
    const [first = '', ...others] = (chunk as string).split('\n');
    parts.push(first);
    length += first.length;
    for (const next of others) {
      yield JSON.parse(parts.join(''));
      parts = [next];
      length = next.length;
    }
    if (length > maxCharacters) throw new SyntaxError('line too long');
  }
}

export function writeJsonLine(socket: Socket, value: unknown): void {
  socket.write(`${JSON.stringify(value)}\n`);
}
