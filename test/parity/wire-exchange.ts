// Bytes to a port and the answer as a comparable value.
import { connect } from 'node:net';
import { joinedFields } from './joined-fields.ts';

/** An answer without what differs between any two programs. */
export interface WireAnswer {
  /** Status lines and fields of what came before the answer proper. */
  readonly informational?: readonly string[];
  readonly line: string;
  /** `name: value`, sorted by name, values of one name in their order. */
  readonly fields: readonly string[];
  readonly body: string;
  /** Whether the peer closed the connection. */
  readonly closed: boolean;
}

/** Sends a text and waits for one whole answer, or for the end of the connection. */
export function wireExchange(port: number, text: string): Promise<WireAnswer> {
  const isHead = text.startsWith('HEAD ');
  return new Promise((resolve) => {
    let received = '';
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.write(text, 'latin1'));
    const finish = (closed: boolean) => {
      clearTimeout(limit);
      socket.destroy();
      resolve(answerOf(received, closed));
    };
    // A peer that neither answers nor closes shows in the comparison.
    const limit = setTimeout(() => finish(false), 3000);
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      if (isWhole(received, isHead)) setImmediate(() => finish(false));
    });
    socket.on('error', () => finish(true));
    socket.on('end', () => finish(true));
  });
}

function isWhole(received: string, isHead: boolean): boolean {
  const { text } = withoutInformational(received);
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const head = text.slice(0, end).toLowerCase();
  const body = text.slice(end + 4);
  if (isHead || / (204|304) /.test(head.split('\r\n')[0] as string)) return true;
  const length = /\r\ncontent-length: *(\d+)/.exec(head)?.[1];
  if (length !== undefined) return body.length >= Number(length);
  if (/\r\ntransfer-encoding: *chunked/.test(head)) return /(^|\r\n)0\r\n(.+\r\n)*\r\n$/.test(body);
  return false;
}

/** What comes before the final answer, and the rest. */
function withoutInformational(received: string): { before: string[]; text: string } {
  const before: string[] = [];
  let text = received;
  for (;;) {
    const head = /^HTTP\/1\.1 1(?!01)\d\d [\s\S]*?\r\n\r\n/.exec(text)?.[0];
    if (head === undefined) return { before, text };
    before.push(...head.trim().split('\r\n'));
    text = text.slice(head.length);
  }
}

const volatile = new Set(['date', 'x-request-id', 'x-envoy-upstream-service-time']);

/** A field without a value that no two answers have in common. */
export function comparableField(name: string, value: string): string {
  return `${name}: ${volatile.has(name) ? '*' : value}`;
}

function answerOf(received: string, closed: boolean): WireAnswer {
  const { before: informational, text } = withoutInformational(received);
  const end = text.indexOf('\r\n\r\n');
  const [line = '', ...lines] = text.slice(0, Math.max(end, 0)).split('\r\n');
  const fields = lines.map((it) => {
    const colon = it.indexOf(':');
    return comparableField(it.slice(0, colon).toLowerCase(), it.slice(colon + 1).trim());
  });
  return { informational, line, fields: joinedFields(fields), body: end < 0 ? '' : text.slice(end + 4), closed };
}
