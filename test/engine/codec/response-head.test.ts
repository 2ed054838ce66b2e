import assert from 'node:assert/strict';
import { INCOMPLETE, MALFORMED } from '../../../src/engine/codec/field-scanner.ts';
import { ResponseHeadReader } from '../../../src/engine/codec/response-head-reader.ts';

const reader = new ResponseHeadReader({ bytes: 80 * 1024, fields: 100 });

function read(text: string): number {
  const bytes = Buffer.from(text, 'latin1');
  return reader.read(bytes, 0, bytes.length);
}

function response(line: string, ...lines: string[]): string {
  return `${line}\r\n${lines.map((each) => `${each}\r\n`).join('')}\r\n`;
}

interface Accepted {
  readonly status?: number;
  readonly headers?: readonly string[];
  readonly contentLength?: number;
  readonly chunked?: boolean;
  readonly keepAlive?: boolean;
}

const accepted: Record<string, [string, Accepted]> = {
  'a status and fields': [
    response('HTTP/1.1 200 OK', 'X: y'),
    { status: 200, headers: ['x', 'y'], contentLength: -1, keepAlive: true },
  ],
  'no reason': [response('HTTP/1.1 404 '), { status: 404 }],
  'not even the space before it': [response('HTTP/1.1 503'), { status: 503 }],
  'any reason': [response('HTTP/1.1 200 \xe4\t; x'), { status: 200 }],
  'a status that nobody knows': [response('HTTP/1.1 799 X'), { status: 799 }],
  'HTTP/1.0': [response('HTTP/1.0 200 OK'), { keepAlive: false }],
  'HTTP/1.0 with keep-alive': [response('HTTP/1.0 200 OK', 'Connection: keep-alive'), { keepAlive: true, headers: [] }],
  'Connection: close': [response('HTTP/1.1 200 OK', 'Connection: close'), { keepAlive: false, headers: [] }],
  'hop-by-hop fields, dropped': [
    response('HTTP/1.1 200 OK', 'Keep-Alive: timeout=5', 'Connection: x', 'X: y', 'Upgrade: h2'),
    { headers: [] },
  ],
  'a Host field, kept': [response('HTTP/1.1 200 OK', 'Host: h'), { headers: ['host', 'h'] }],
  chunks: [response('HTTP/1.1 200 OK', 'Transfer-Encoding: chunked'), { chunked: true, headers: [] }],
  'a length': [
    response('HTTP/1.1 200 OK', 'Content-Length: 5'),
    { contentLength: 5, headers: ['content-length', '5'] },
  ],
  'a length with 304': [
    response('HTTP/1.1 304 Not Modified', 'Content-Length: 5'),
    { headers: ['content-length', '5'] },
  ],
  'a zero length with 204, dropped': [response('HTTP/1.1 204 No Content', 'Content-Length: 0'), { headers: [] }],
  'an upgrade': [
    response('HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'),
    { status: 101, headers: ['upgrade', 'websocket'] },
  ],
};

const refused: Record<string, string> = {
  'another protocol': 'ICY 200 OK\r\n\r\n',
  'HTTP/2': 'HTTP/2.0 200 OK\r\n\r\n',
  'HTTP/1.2': 'HTTP/1.2 200 OK\r\n\r\n',
  'two digits': 'HTTP/1.1 20 OK\r\n\r\n',
  'four digits': 'HTTP/1.1 2000 OK\r\n\r\n',
  'a status below 100': 'HTTP/1.1 099 OK\r\n\r\n',
  'two spaces': 'HTTP/1.1  200 OK\r\n\r\n',
  'a bare LF': 'HTTP/1.1 200 OK\nX: y\r\n\r\n',
  'a bare CR in the reason': 'HTTP/1.1 200 O\rK\r\n\r\n',
  'NUL in the reason': 'HTTP/1.1 200 O\0K\r\n\r\n',
  'a folded line': response('HTTP/1.1 200 OK', 'X: y', ' z'),
  'a space before a colon': response('HTTP/1.1 200 OK', 'X : y'),
  'a control character in a value': response('HTTP/1.1 200 OK', 'X: \x01'),
  'two lengths': response('HTTP/1.1 200 OK', 'Content-Length: 5', 'Content-Length: 6'),
  'a length that is none': response('HTTP/1.1 200 OK', 'Content-Length: 5x'),
  'a length and chunks': response('HTTP/1.1 200 OK', 'Content-Length: 5', 'Transfer-Encoding: chunked'),
  'an unknown transfer coding': response('HTTP/1.1 200 OK', 'Transfer-Encoding: gzip'),
  'chunks in HTTP/1.0': response('HTTP/1.0 200 OK', 'Transfer-Encoding: chunked'),
  'chunks with 204': response('HTTP/1.1 204 No Content', 'Transfer-Encoding: chunked'),
  'a length with 204': response('HTTP/1.1 204 No Content', 'Content-Length: 1'),
  'a length with 101': response('HTTP/1.1 101 X', 'Content-Length: 1'),
  'a length with 103': response('HTTP/1.1 103 X', 'Content-Length: 1'),
  'look-alikes': response('HTTP/1.1 200 OK', 'Transfer_Encoding: chunked'),
  '101 fields': response('HTTP/1.1 200 OK', ...Array.from({ length: 101 }, (_, i) => `x-${i}: 1`)),
  'more than the limit': response('HTTP/1.1 200 OK', `x: ${'v'.repeat(80 * 1024)}`),
};

describe('the response head', () => {
  describe('is read with', () => {
    for (const [name, [text, expected]] of Object.entries(accepted)) {
      it(name, () => {
        assert.equal(read(text), text.length);
        const { head, framing, keepAlive } = reader;
        const facts: Record<string, unknown> = {
          status: head?.status,
          headers: head?.headers.flat,
          contentLength: framing.contentLength,
          chunked: framing.chunked,
          keepAlive,
        };
        assert.deepEqual(Object.fromEntries(Object.keys(expected).map((key) => [key, facts[key]])), expected);
      });
    }
  });

  describe('is refused for', () => {
    for (const [name, text] of Object.entries(refused)) it(name, () => assert.equal(read(text), MALFORMED));
  });

  it('is incomplete at every cut before its end', () => {
    const text = response('HTTP/1.1 200 OK', 'Content-Type: text/plain', 'Content-Length: 12');
    for (let cut = 0; cut < text.length; cut++) assert.equal(read(text.slice(0, cut)), INCOMPLETE, `cut at ${cut}`);
  });
});
