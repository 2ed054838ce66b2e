// An upstream that answers as the request tells it and notes what arrived, head and body as text.

import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';

/** One request as it came over the wire. */
export interface Arrived {
  readonly line: string;
  /** `name: value`, names in lower case, in the order of the wire. */
  readonly fields: readonly string[];
  readonly body: string;
}

/**
 * Speaks HTTP/1.1. A request's `x-answer` header holds the answers for its tries, separated by `|`: each a status, and
 * after it fields and a body as `503;x-a=1;x-a=2;body=text`; `close` ends the connection without an answer. The body is
 * framed by its length, or as `as=` says: `chunks`, `trailers` (chunks with a trailer), `end` (of the connection), `cut`
 * (the connection ends before the body does), `noise` (bytes that are no HTTP). `first=103` sends that before. The count
 * of tries goes by `x-try`.
 */
export class ToldUpstream {
  readonly port: number;
  readonly arrived: Arrived[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #tries = new Map<string, number>();

  private constructor(server: Server) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (socket) => this.#serve(socket));
  }

  static async start(): Promise<ToldUpstream> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new ToldUpstream(server);
  }

  stop(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    let received = '';
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      for (;;) {
        const request = takeMessage(received);
        if (request === undefined) return;
        received = received.slice(request.length);
        this.#answer(socket, request);
      }
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#sockets.delete(socket));
  }

  #answer(socket: Socket, request: Arrived): void {
    this.arrived.push(request);
    const told = field(request, 'x-answer') ?? '200;body=ok';
    const name = field(request, 'x-try') ?? '';
    const tries = this.#tries.get(name) ?? 0;
    this.#tries.set(name, tries + 1);
    const answers = told.split('|');
    const answer = answers[Math.min(tries, answers.length - 1)] as string;
    if (answer === 'close') socket.destroy();
    else socket.write(answerText(answer, request.line.startsWith('HEAD ')), 'latin1');
    if (/;as=(end|cut|noise)/.test(answer)) socket.end();
  }
}

function answerText(told: string, isHead: boolean): string {
  const [status = '200', ...parts] = told.split(';');
  const take = (name: string) => parts.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1);
  const { body = '', as = 'length', first } = { body: take('body'), as: take('as'), first: take('first') };
  if (as === 'noise') return 'noise\r\n\r\n';
  const fields = parts.filter((part) => !/^(body|as|first)=/.test(part)).map((part) => part.replace('=', ': '));
  const isBodyless = status === '204' || status === '304';
  const { field: framing, text } = framings[as]?.(body) ?? framings.length(body);
  if (!isBodyless && framing !== '') fields.push(framing);
  const before = first === undefined ? '' : `HTTP/1.1 ${first} First\r\nlink: </a>\r\n\r\n`;
  const head = `HTTP/1.1 ${status} Told\r\n${fields.map((line) => `${line}\r\n`).join('')}\r\n`;
  return `${before}${head}${isHead || isBodyless ? '' : text}`;
}

/** Ways to say where a body ends; those without a field for it need the connection to end. */
const framings = {
  length: (body: string) => ({ field: `content-length: ${body.length}`, text: body }),
  cut: (body: string) => ({ field: `content-length: ${body.length + 5}`, text: body }),
  end: (body: string) => ({ field: '', text: body }),
  chunks: (body: string) => ({ field: 'transfer-encoding: chunked', text: `${chunk(body)}0\r\n\r\n` }),
  trailers: (body: string) => ({ field: 'transfer-encoding: chunked', text: `${chunk(body)}0\r\nx-t: 1\r\n\r\n` }),
} as const as Record<string, (body: string) => { field: string; text: string }> & {
  length: (body: string) => { field: string; text: string };
};

const chunk = (body: string) => (body === '' ? '' : `${body.length.toString(16)}\r\n${body}\r\n`);

function field(request: Arrived, name: string): string | undefined {
  return request.fields.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
}

/** The first whole message of a text, with its length there. */
function takeMessage(text: string): (Arrived & { length: number }) | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [line = '', ...fields] = text.slice(0, end).split('\r\n').map(lowerName);
  const start = end + 4;
  const length = fields.find((it) => it.startsWith('content-length: '))?.slice('content-length: '.length);
  if (fields.some((it) => it === 'transfer-encoding: chunked')) return takeChunked(text, start, line, fields);
  const bodyEnd = start + Number(length ?? 0);
  if (text.length < bodyEnd) return undefined;
  return { line, fields, body: text.slice(start, bodyEnd), length: bodyEnd };
}

function takeChunked(text: string, start: number, line: string, fields: readonly string[]) {
  let body = '';
  for (let at = start; ; ) {
    const lineEnd = text.indexOf('\r\n', at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(text.slice(at, lineEnd), 16);
    const next = lineEnd + 2 + size + 2;
    if (size === 0) {
      const trailersEnd = text.startsWith('\r\n', lineEnd + 2) ? lineEnd + 2 : text.indexOf('\r\n\r\n', lineEnd) + 2;
      if (trailersEnd < 2 || text.length < trailersEnd + 2) return undefined;
      return { line, fields, body: body + text.slice(lineEnd + 2, trailersEnd), length: trailersEnd + 2 };
    }
    if (text.length < next) return undefined;
    body += text.slice(lineEnd + 2, next - 2);
    at = next;
  }
}

function lowerName(line: string, index: number): string {
  if (index === 0) return line;
  const colon = line.indexOf(':');
  return `${line.slice(0, colon).toLowerCase()}: ${line.slice(colon + 1).trim()}`;
}
