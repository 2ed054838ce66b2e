// One HTTP/1.1 request over a connection of its own, with everything of the answer that a test may ask about.
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';

export interface ExchangeOptions {
  readonly method?: string;
  readonly path?: string;
  readonly host?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Sends a request to a loopback port; rejects where the answer is cut off. */
export function exchange(port: number, options: ExchangeOptions = {}): Promise<Answer> {
  const { method = 'GET', path = '/', host = 'shop.example.com', headers = {}, body } = options;
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port, method, path, agent: false, headers: { host, ...headers } as Record<string, string> },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const { statusCode: status = 0 } = response;
          resolve({ status, headers: response.headers, body: Buffer.concat(chunks).toString() });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}
