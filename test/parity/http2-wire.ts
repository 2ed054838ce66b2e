// A request text as an HTTP/2 request, and the answer in the form of wire-exchange.
import { connect, constants, type IncomingHttpHeaders } from 'node:http2';
import { joinedFields } from './joined-fields.ts';
import { comparableField, type WireAnswer } from './wire-exchange.ts';

/** What HTTP/2 forbids or node:http2's client does not send. */
const unsendable = /^(connection|keep-alive|proxy-connection|transfer-encoding|upgrade|te|content-length|host|expect)$/;

/** Whether a request can be said in HTTP/2 by a client that keeps to the rules. */
export function fitsHttp2(text: string): boolean {
  return /^[A-Z]+ \/[\x21-\x7e]* /.test(text) && !text.includes('transfer-encoding');
}

/** Sends a request with prior knowledge and waits for the end of its stream. */
export function http2Exchange(port: number, text: string): Promise<WireAnswer> {
  const { head, body } = requestOf(text);
  return new Promise((resolve) => {
    const session = connect(`http://127.0.0.1:${port}`);
    const stream = session.request(head, { endStream: body === '' });
    let fields: string[] = [];
    let status = '';
    let received = '';
    stream.on('response', (headers) => {
      status = String(headers[constants.HTTP2_HEADER_STATUS]);
      fields = fieldsOf(headers);
    });
    stream.setEncoding('latin1');
    stream.on('data', (chunk: string) => {
      received += chunk;
    });
    const ignore = () => {};
    stream.on('error', ignore);
    session.on('error', ignore);
    stream.on('close', () => {
      session.destroy();
      const line = `HTTP/2 ${status}${stream.rstCode === 0 ? '' : ` reset ${stream.rstCode}`}`;
      resolve({ line, fields, body: received, closed: false });
    });
    if (body !== '') stream.end(body, 'latin1');
  });
}

function requestOf(text: string) {
  const end = text.indexOf('\r\n\r\n');
  const [line = '', ...lines] = text.slice(0, end).split('\r\n');
  const [method = '', path = ''] = line.split(' ');
  const fields: Record<string, string | string[]> = { ':method': method, ':path': path, ':scheme': 'http' };
  for (const field of lines) {
    const colon = field.indexOf(':');
    const name = field.slice(0, colon).toLowerCase();
    const value = field.slice(colon + 1).trim();
    if (name === 'host') fields[':authority'] = value;
    if (unsendable.test(name)) continue;
    const before = fields[name];
    // node:http2 refuses to send some names twice.
    if (before === undefined || name === 'cookie' || name === 'x-a')
      fields[name] = before === undefined ? value : [before, value].flat();
  }
  return { head: fields, body: text.slice(end + 4) };
}

function fieldsOf(headers: IncomingHttpHeaders): string[] {
  const lines = Object.entries(headers).flatMap(([name, value]) => {
    if (name.startsWith(':') || value === undefined) return [];
    return [value].flat().map((one) => comparableField(name, one));
  });
  return joinedFields(lines);
}
