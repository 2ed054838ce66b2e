import type { Socket } from 'node:net';

/** A line longer than this is no message of ours. */
const MAX_LINE_CHARACTERS = 16 * 1024 * 1024;

/** Yields the JSON values that a peer sends, one a line, until it ends. @throws SyntaxError for anything else */
export async function* readJsonLines(socket: Socket): AsyncGenerator<unknown> {
  socket.setEncoding('utf8');
  let rest = '';
  for await (const chunk of socket) {
    rest += chunk;
    for (let end = rest.indexOf('\n'); end !== -1; end = rest.indexOf('\n')) {
      const line = rest.slice(0, end);
      rest = rest.slice(end + 1);
      yield JSON.parse(line);
    }
    if (rest.length > MAX_LINE_CHARACTERS) throw new SyntaxError('line too long');
  }
}

export function writeJsonLine(socket: Socket, value: unknown): void {
  socket.write(`${JSON.stringify(value)}\n`);
}
