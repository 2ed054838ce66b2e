// Requests of the demonstration, sent as curl would send them; curl itself may not be installed.
import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { connect, constants } from 'node:http2';

export interface DemoAnswer {
  /** As curl prints it: `HTTP/1.1 200 OK`. */
  readonly statusLine: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Sends HEAD over HTTP/1.1. */
export async function headOverHttp(host: string, port: number, path: string): Promise<DemoAnswer> {
  const sent: ClientRequest = request({
    host: '127.0.0.1',
    port,
    path,
    method: 'HEAD',
    headers: { host: `${host}:${port}` },
    agent: false,
  });
  sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  response.resume();
  const status = response.statusCode ?? 0;
  return {
    statusLine: `HTTP/1.1 ${status} ${response.statusMessage ?? ''}`.trimEnd(),
    status,
    headers: plain(response.headers),
  };
}

/** Sends HEAD over TLS and HTTP/2, trusting one certificate. */
export async function headOverHttps(
  host: string,
  port: number,
  path: string,
  certificate: string,
): Promise<DemoAnswer> {
  const session = connect(`https://${host}:${port}`, {
    // the name resolves nowhere: this is curl's --resolve
    lookup: (_name, _options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]),
    ca: certificate,
    servername: host,
  });
  try {
    const stream = session.request({ [constants.HTTP2_HEADER_METHOD]: 'HEAD', [constants.HTTP2_HEADER_PATH]: path });
    const [headers] = (await once(stream, 'response')) as [Record<string, string | number>];
    const status = Number(headers[constants.HTTP2_HEADER_STATUS]);
    stream.resume();
    return { statusLine: `HTTP/2 ${status}`, status, headers: plain(headers) };
  } finally {
    session.close();
  }
}

function plain(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !name.startsWith(':'))
      .map(([name, value]) => [name, String(value)]),
  );
}
