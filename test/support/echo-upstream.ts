import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { startUpstream } from './engine.ts';

/** What an upstream was sent. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  /** name, value, name, value … as on the wire. */
  readonly raw: readonly string[];
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface EchoUpstream {
  readonly server: Server;
  readonly port: number;
  /** In the order of arrival. */
  readonly seen: Seen[];
}

/** Starts an upstream that notes each request and answers as told, else 200 with `ok`. */
export async function startEcho(
  answer: (response: ServerResponse, seen: Seen, count: number) => void = (response) => response.end('ok'),
): Promise<EchoUpstream> {
  const seen: Seen[] = [];
  const { server, port } = await startUpstream((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', rawHeaders: raw, headers } = request;
      seen.push({ method, url, raw, headers, body: Buffer.concat(chunks).toString() });
      answer(response, seen.at(-1) as Seen, seen.length);
    });
  });
  return { server, port, seen };
}
