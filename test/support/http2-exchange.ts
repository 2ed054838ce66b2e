import { connect, constants, type IncomingHttpHeaders } from 'node:http2';
import { type Answer, type ExchangeOptions, exchange } from './http-exchange.ts';

/** As `exchange`, over HTTP/2 with prior knowledge. */
export function exchangeHttp2(port: number, options: ExchangeOptions = {}): Promise<Answer> {
  const { method = 'GET', path = '/', host = 'shop.example.com', headers = {}, body } = options;
  return new Promise((resolve, reject) => {
    const session = connect(`http://127.0.0.1:${port}`);
    session.on('error', reject);
    const stream = session.request(
      { ':method': method, ':path': path, ':authority': host, ...(headers as Record<string, string>) },
      { endStream: body === undefined },
    );
    const chunks: Buffer[] = [];
    let answered: IncomingHttpHeaders = {};
    stream.on('response', (head) => {
      answered = head;
    });
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('error', reject);
    stream.on('close', () => {
      session.close();
      // NO_ERROR also ends what a server does not want to read to its end (RFC 9113 section 8.1).
      if (stream.rstCode !== constants.NGHTTP2_NO_ERROR) reject(new Error(`reset with ${stream.rstCode}`));
      const { [constants.HTTP2_HEADER_STATUS]: status, ...rest } = answered;
      resolve({ status: Number(status), headers: rest, body: Buffer.concat(chunks).toString() });
    });
    if (body !== undefined) stream.end(body);
  });
}

/** For tests of what holds whatever the client speaks. */
export const exchanges = [
  ['HTTP/1.1', exchange],
  ['HTTP/2', exchangeHttp2],
] as const;
