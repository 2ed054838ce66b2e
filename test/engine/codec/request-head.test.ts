import assert from 'node:assert/strict';
import { INCOMPLETE, MALFORMED } from '../../../src/engine/codec/field-scanner.ts';
import { RequestHeadReader } from '../../../src/engine/codec/request-head-reader.ts';

const reader = new RequestHeadReader({ bytes: 60 * 1024, fields: 100 });

function read(text: string): number {
  const bytes = Buffer.from(text, 'latin1');
  return reader.read(bytes, 0, bytes.length, 'http');
}

/** A GET of / with these field lines beside Host. */
function get(...lines: string[]): string {
  return `GET / HTTP/1.1\r\nHost: a.example\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n`;
}

function post(...lines: string[]): string {
  return get(...lines).replace('GET', 'POST');
}

function target(line: string, ...lines: string[]): string {
  return `${line}\r\n${lines.map((each) => `${each}\r\n`).join('')}\r\n`;
}

interface Accepted {
  readonly method?: string;
  readonly scheme?: string;
  readonly authority?: string;
  readonly path?: string;
  readonly headers?: readonly string[];
  readonly upgrade?: string;
  readonly contentLength?: number;
  readonly chunked?: boolean;
  readonly keepAlive?: boolean;
  readonly endsWithHead?: boolean;
}

const accepted: Record<string, [string, Accepted]> = {
  'a plain GET': [
    get('Accept: */*'),
    {
      method: 'GET',
      scheme: 'http',
      authority: 'a.example',
      path: '/',
      headers: ['accept', '*/*'],
      keepAlive: true,
      endsWithHead: true,
    },
  ],
  'names in any case': [get('X-THING: A', 'aCCept:b'), { headers: ['x-thing', 'A', 'accept', 'b'] }],
  'blanks around a value': [get('Name: \t value \t '), { headers: ['name', 'value'] }],
  'blanks within a value': [get('Name: a \t b'), { headers: ['name', 'a \t b'] }],
  'an empty value': [get('Name:', 'Other: \t'), { headers: ['name', '', 'other', ''] }],
  'bytes above ASCII in a value': [get('Name: D\xfcsseldorf'), { headers: ['name', 'D\xfcsseldorf'] }],
  'all token characters in a name': [get("!#$%&'*+-.^_`|~09az: v"), { headers: ["!#$%&'*+-.^_`|~09az", 'v'] }],
  'lines of one name apart and in order': [
    get('Cookie: a=1', 'Cookie: b=2'),
    { headers: ['cookie', 'a=1', 'cookie', 'b=2'] },
  ],
  'an underscore in a name': [get('x_y: 1'), { headers: ['x_y', '1'] }],
  'a query': [target('GET /a?b=?#c HTTP/1.1', 'Host: h'), { path: '/a?b=?' }],
  'a fragment, cut off': [target('GET /a#b?c HTTP/1.1', 'Host: h'), { path: '/a' }],
  'characters that Envoy lets through': [target('GET /"a"\\|{}^`<> HTTP/1.1', 'Host: h'), { path: '/"a"\\|{}^`<>' }],
  'absolute form': [
    target('GET http://a.example/x?y HTTP/1.1', 'Host: A.example'),
    { scheme: 'http', authority: 'a.example', path: '/x?y' },
  ],
  'absolute form, whose authority counts': [
    target('GET http://h:80/ HTTP/1.1', 'Host: i'),
    { authority: 'h:80', path: '/' },
  ],
  'absolute form without a path': [target('GET http://h HTTP/1.1', 'Host: h'), { path: '/' }],
  'absolute form with only a query': [target('GET http://h?a=b HTTP/1.1', 'Host: h'), { path: '/?a=b' }],
  'absolute form in HTTP/1.0 without Host': [
    target('GET http://[::1]:80/ HTTP/1.0'),
    { authority: '[::1]:80', path: '/' },
  ],
  'asterisk form': [target('OPTIONS * HTTP/1.1', 'Host: h'), { path: '*' }],
  'authority form': [
    target('CONNECT h:443 HTTP/1.1', 'Host: h:443'),
    { method: 'CONNECT', authority: 'h:443', path: '', endsWithHead: false },
  ],
  'HTTP/1.0 without Host': [target('GET / HTTP/1.0'), { authority: '', keepAlive: false }],
  'HTTP/1.0 with keep-alive': [target('GET / HTTP/1.0', 'Connection: Keep-Alive'), { keepAlive: true }],
  'Connection: close': [get('Connection: Close'), { keepAlive: false, headers: [] }],
  'close among other options': [get('Connection: keep-alive, , close'), { keepAlive: false }],
  'fields that Connection names, dropped': [get('A: 1', 'Connection: a, b', 'B: 2', 'C: 3'), { headers: ['c', '3'] }],
  'Connection that names what frames the message': [
    post('Content-Length: 3', 'Connection: content-length, host'),
    { headers: ['content-length', '3'], contentLength: 3, authority: 'a.example' },
  ],
  'hop-by-hop fields, dropped': [get('Keep-Alive: 5', 'Proxy-Connection: close', 'HTTP2-Settings: x'), { headers: [] }],
  'TE, kept for admission': [get('TE: gzip, Trailers', 'Connection: te'), { headers: ['te', 'gzip, Trailers'] }],
  'a content length': [post('Content-Length: 42'), { contentLength: 42, chunked: false, endsWithHead: false }],
  'a content length of zero': [post('Content-Length: 0'), { contentLength: 0, endsWithHead: true }],
  'a content length with zeros before it': [
    post('Content-Length: 0042'),
    { contentLength: 42, headers: ['content-length', '42'] },
  ],
  'the largest content length': [post('Content-Length: 9007199254740991'), { contentLength: 9007199254740991 }],
  'chunked in any case': [post('Transfer-Encoding: Chunked'), { chunked: true, headers: [], endsWithHead: false }],
  'a POST without a body': [post(), { contentLength: -1, endsWithHead: true }],
  'an upgrade': [
    get('Connection: keep-alive, Upgrade', 'Upgrade: WebSocket'),
    { upgrade: 'websocket', headers: ['upgrade', 'WebSocket'], endsWithHead: false },
  ],
  'an upgrade with an empty body': [
    get('Connection: upgrade', 'Upgrade: foo', 'Content-Length: 0'),
    { upgrade: 'foo', endsWithHead: false },
  ],
  'Upgrade that Connection does not name': [get('Upgrade: websocket'), { headers: [], endsWithHead: true }],
  'an upgrade to h2c, ignored': [
    get('Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAMA'),
    { headers: [], endsWithHead: true },
  ],
  'an upgrade in HTTP/1.0, ignored': [
    target('GET / HTTP/1.0', 'Connection: upgrade', 'Upgrade: websocket'),
    { endsWithHead: true },
  ],
  '100 fields': [get(...Array.from({ length: 99 }, (_, i) => `x-${i}: 1`)), {}],
  'names and values up to the limit': [get(`x: ${'v'.repeat(60 * 1024 - 'hosta.examplex/ '.length)}`), {}],
};

for (const host of [
  'h',
  'H',
  'a-b.c_d',
  'h.',
  'h.:80',
  'h:',
  ':',
  '1.2.3.4',
  '1.2.3.4:65535',
  '0.0.0.0=5000',
  'a%20b',
  "!$&'()*+;=~",
  '[::1]',
  '[::1]:80',
  '[::ffff:1.2.3.4]',
  '[abcd::ef98:0:7654:321]:',
]) {
  accepted[`Host ${host}`] = [target('GET / HTTP/1.1', `Host: ${host}`), { authority: host }];
}

const refused: Record<string, [string, number, string]> = {
  'a bare LF in the request line': ['GET / HTTP/1.1\nHost: h\r\n\r\n', 400, 'http1.codec_error'],
  'a bare CR in the request line': ['GET / HTTP/1.1\rHost: h\r\n\r\n', 400, 'http1.codec_error'],
  'a bare LF after a field': [get('a: b\nc: d'), 400, 'http1.codec_error'],
  'a bare CR in a field': [get('a: b\rc: d'), 400, 'http1.codec_error'],
  'two CR at the end of a field': [get('a: b\r'), 400, 'http1.codec_error'],
  'a bare LF as the empty line': ['GET / HTTP/1.1\r\nHost: h\r\n\n', 400, 'http1.codec_error'],
  'NUL in a value': [get('a: b\0c'), 400, 'http1.codec_error'],
  'a control character in a value': [get('a: b\x07'), 400, 'http1.codec_error'],
  'DEL in a value': [get('a: b\x7f'), 400, 'http1.codec_error'],
  'a space before the colon': [get('a : b'), 400, 'http1.codec_error'],
  'a folded line': [get('a: b', ' c'), 400, 'http1.codec_error'],
  'a folded line after the request line': ['GET / HTTP/1.1\r\n Host: h\r\n\r\n', 400, 'http1.codec_error'],
  'an empty name': [get(': b'), 400, 'http1.codec_error'],
  'a line without a colon': [get('abc'), 400, 'http1.codec_error'],
  'a bracket in a name': [get('a[b: c'), 400, 'http1.codec_error'],
  'a byte above ASCII in a name': [get('\xefoo: c'), 400, 'http1.codec_error'],
  'no target': ['GET HTTP/1.1\r\nHost: h\r\n\r\n', 400, 'http1.codec_error'],
  'no version': ['GET /\r\n\r\n', 400, 'http1.codec_error'],
  'an empty version': ['GET / \r\n\r\n', 400, 'http1.codec_error'],
  'two spaces before the target': ['GET  / HTTP/1.1\r\nHost: h\r\n\r\n', 400, 'http1.codec_error'],
  'a space in the target': [target('GET /a b HTTP/1.1', 'Host: h'), 400, 'http1.codec_error'],
  'a tab for a space': ['GET\t/ HTTP/1.1\r\nHost: h\r\n\r\n', 400, 'http1.codec_error'],
  'blanks after the version': [target('GET / HTTP/1.1 ', 'Host: h'), 400, 'http1.codec_error'],
  'NUL in the target': [target('GET /\0 HTTP/1.1', 'Host: h'), 400, 'http1.codec_error'],
  'a byte above ASCII in the target': [target('GET /\xe9 HTTP/1.1', 'Host: h'), 400, 'http1.codec_error'],
  'a version in lower case': [target('GET / http/1.1', 'Host: h'), 400, 'http1.codec_error'],
  'a version of one digit': [target('GET / HTTP/1', 'Host: h'), 400, 'http1.codec_error'],
  'a version of four digits': [target('GET / HTTP/01.01', 'Host: h'), 400, 'http1.codec_error'],
  'another protocol': [target('GET / ICE/1.0', 'Host: h'), 400, 'http1.codec_error'],
  'HTTP/0.9': [target('GET / HTTP/0.9'), 400, 'http1.codec_error'],
  'HTTP/1.2': [target('GET / HTTP/1.2', 'Host: h'), 400, 'http1.codec_error'],
  'HTTP/2.0': ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 505, 'http1.codec_error'],
  'HTTP/9.9': [target('GET / HTTP/9.9', 'Host: h'), 505, 'http1.codec_error'],
  'an unknown method': [target('FOO / HTTP/1.1', 'Host: h'), 400, 'http1.codec_error'],
  'a method in lower case': [target('get / HTTP/1.1', 'Host: h'), 400, 'http1.codec_error'],
  'a long method': [`${'A'.repeat(5000)}`, 400, 'http1.codec_error'],
  'no token where the method is': ['\x16\x03\x01\x02\x00', 400, 'http1.codec_error'],
  'no Host': [target('GET / HTTP/1.1'), 400, 'missing_host_header'],
  'no Host beside an absolute target': [target('GET http://h/ HTTP/1.1'), 400, 'missing_host_header'],
  'two Host lines': [get('Host: a.example'), 400, 'http1.duplicate_host'],
  'two Host lines in HTTP/1.0': [target('GET / HTTP/1.0', 'Host: h', 'Host: h'), 400, 'http1.duplicate_host'],
  'a target that is no path': [target('GET admin HTTP/1.1', 'Host: h'), 400, 'http1.invalid_url'],
  'a target that is only a fragment': [target('GET #a HTTP/1.1', 'Host: h'), 400, 'http1.invalid_url'],
  'an authority as the target of GET': [target('GET h:80 HTTP/1.1', 'Host: h'), 400, 'http1.invalid_url'],
  'another scheme': [target('GET ftp://h/ HTTP/1.1', 'Host: h'), 400, 'http1.invalid_url'],
  'userinfo in the target': [target('GET http://u@h/ HTTP/1.1', 'Host: h'), 400, 'http1.invalid_url'],
  'a target without a host': [target('GET http:/// HTTP/1.1', 'Host: h'), 400, 'http1.invalid_url'],
  'an asterisk for GET': [target('GET * HTTP/1.1', 'Host: h'), 400, 'http1.invalid_url'],
  'more than an asterisk': [target('OPTIONS *x HTTP/1.1', 'Host: h'), 400, 'http1.invalid_url'],
  'CONNECT to a path': [target('CONNECT / HTTP/1.1', 'Host: h'), 400, 'http1.invalid_url'],
  'CONNECT without a port': [target('CONNECT h HTTP/1.1', 'Host: h'), 400, 'http1.invalid_url'],
  'CONNECT with an empty port': [target('CONNECT h: HTTP/1.1', 'Host: h:'), 400, 'http1.invalid_url'],
  'CONNECT to another than its Host': [target('CONNECT h:443 HTTP/1.1', 'Host: g:443'), 400, 'http.invalid_authority'],
  'https in the clear': [target('GET HTTPS://h/ HTTP/1.1', 'Host: h'), 403, 'http1.invalid_scheme'],
  'a content length that is no number': [post('Content-Length: abc'), 400, 'http1.codec_error'],
  'an empty content length': [post('Content-Length:'), 400, 'http1.codec_error'],
  'a content length with a sign': [post('Content-Length: +5'), 400, 'http1.codec_error'],
  'a negative content length': [post('Content-Length: -0'), 400, 'http1.codec_error'],
  'a content length in hexadecimal': [post('Content-Length: 0x5'), 400, 'http1.codec_error'],
  'a content length with a blank in it': [post('Content-Length: 4 2'), 400, 'http1.codec_error'],
  'a content length beyond exact numbers': [post('Content-Length: 9007199254740992'), 400, 'http1.codec_error'],
  'a content length beyond 64 bits': [post('Content-Length: 18446744073709551658'), 400, 'http1.codec_error'],
  'a list of content lengths': [post('Content-Length: 5, 5'), 400, 'http1.codec_error'],
  'two content lengths': [post('Content-Length: 5', 'Content-Length: 5'), 400, 'http1.codec_error'],
  'a content length and chunks': [
    post('Content-Length: 5', 'Transfer-Encoding: chunked'),
    400,
    'http1.content_length_and_chunked_not_allowed',
  ],
  'chunks and a content length': [
    post('Transfer-Encoding: chunked', 'Content-Length: 0'),
    400,
    'http1.content_length_and_chunked_not_allowed',
  ],
  'an unknown transfer coding': [post('Transfer-Encoding: gzip'), 501, 'http1.invalid_transfer_encoding'],
  'an unknown transfer coding below chunked': [
    post('Transfer-Encoding: gzip, chunked'),
    501,
    'http1.invalid_transfer_encoding',
  ],
  'the identity coding': [post('Transfer-Encoding: identity'), 501, 'http1.invalid_transfer_encoding'],
  'chunked that is not last': [post('Transfer-Encoding: chunked, gzip'), 400, 'http1.invalid_transfer_encoding'],
  'an empty transfer encoding': [post('Transfer-Encoding:'), 400, 'http1.invalid_transfer_encoding'],
  'an empty element before chunked': [post('Transfer-Encoding: ,chunked'), 400, 'http1.invalid_transfer_encoding'],
  'an empty element after chunked': [post('Transfer-Encoding: chunked,'), 400, 'http1.invalid_transfer_encoding'],
  'chunked with a parameter': [post('Transfer-Encoding: chunked;a=b'), 400, 'http1.invalid_transfer_encoding'],
  'chunked twice': [
    post('Transfer-Encoding: chunked', 'Transfer-Encoding: chunked'),
    400,
    'http1.invalid_transfer_encoding',
  ],
  'chunked with a byte above ASCII': [post('Transfer-Encoding: \xa0chunked'), 400, 'http1.invalid_transfer_encoding'],
  'chunks in HTTP/1.0': [
    target('POST / HTTP/1.0', 'Transfer-Encoding: chunked'),
    400,
    'http1.invalid_transfer_encoding',
  ],
  'a name that looks like transfer-encoding': [post('Transfer_Encoding: chunked'), 400, 'http1.unexpected_underscore'],
  'a name that looks like content-length': [post('Content_Length: 5'), 400, 'http1.unexpected_underscore'],
  'other look-alikes': [post('-Transfer.Encoding1: chunked'), 400, 'http1.unexpected_underscore'],
  'no list of tokens in Connection': [get('Connection: keep alive'), 400, 'http1.connection_header_rejected'],
  'an upgrade with a body': [
    get('Connection: upgrade', 'Upgrade: websocket', 'Content-Length: 1'),
    400,
    'http1.body_disallowed',
  ],
  'an upgrade with chunks': [
    get('Connection: upgrade', 'Upgrade: websocket', 'Transfer-Encoding: chunked'),
    400,
    'http1.body_disallowed',
  ],
  'CONNECT with a body': [
    target('CONNECT h:1 HTTP/1.1', 'Host: h:1', 'Content-Length: 1'),
    400,
    'http1.body_disallowed',
  ],
  '101 fields': [get(...Array.from({ length: 100 }, (_, i) => `x-${i}: 1`)), 431, 'http1.too_many_headers'],
  'a value beyond the limit': [get(`x: ${'v'.repeat(60 * 1024)}`), 431, 'http1.headers_too_large'],
  'values beyond the limit together': [
    get(`x: ${'v'.repeat(40000)}`, `y: ${'v'.repeat(30000)}`),
    431,
    'http1.headers_too_large',
  ],
  'a target beyond the limit': [
    target(`GET /${'a'.repeat(60 * 1024)} HTTP/1.1`, 'Host: h'),
    431,
    'http1.headers_too_large',
  ],
  'target and fields beyond the limit together': [
    target(`GET /${'a'.repeat(40000)} HTTP/1.1`, 'Host: h', `x: ${'v'.repeat(30000)}`),
    431,
    'http1.headers_too_large',
  ],
};

for (const host of [
  '',
  'a@b',
  'a/b',
  'a\\b',
  'a b',
  'a,b',
  'a.example, b',
  '.',
  '.a',
  'a..b',
  'a..:1',
  'h:80:80',
  'h::80',
  'h:x',
  'h:99999',
  'h:123456',
  'h:-1',
  'h:1.2',
  '::1',
  '4713::abcd:8001',
  '[::1',
  '[]',
  '[g::]',
  '[1::2::3]',
  '[::1%25lo]',
  '[::1].',
  '[::1]x',
  '[v1.x]',
  'x[::1]',
  'a%2',
  'a%zz',
  '\xe4',
  '"a"',
  'a?b',
  'a#b',
]) {
  refused[`Host '${host}'`] = [target('GET / HTTP/1.1', `Host: ${host}`), 400, 'http.invalid_authority'];
}

describe('the request head', () => {
  describe('is read with', () => {
    for (const [name, [text, expected]] of Object.entries(accepted)) {
      it(name, () => {
        assert.equal(read(text), text.length, JSON.stringify(reader.error));
        const { head, framing, keepAlive, endsWithHead } = reader;
        const facts: Record<string, unknown> = {
          ...head,
          headers: head?.headers.flat,
          contentLength: framing.contentLength,
          chunked: framing.chunked,
          keepAlive,
          endsWithHead,
        };
        const seen = Object.fromEntries(Object.keys(expected).map((key) => [key, facts[key]]));
        assert.deepEqual(seen, expected);
        assert.equal(head?.upgrade, expected.upgrade);
      });
    }
  });

  describe('is refused for', () => {
    for (const [name, [text, status, details]] of Object.entries(refused)) {
      it(name, () => {
        assert.equal(read(text), MALFORMED);
        assert.deepEqual(reader.error, { status, details });
      });
    }
  });

  it('is incomplete at every cut before its end, and the same afterwards', () => {
    const text = get('Accept: */*', 'X-Long-Name-Of-Ours: value', 'Connection: keep-alive');
    for (let cut = 0; cut < text.length; cut++) assert.equal(read(text.slice(0, cut)), INCOMPLETE, `cut at ${cut}`);
    const bytes = Buffer.from(text);
    for (let cut = 1; cut < text.length; cut++) reader.read(bytes, 0, cut, 'http');
    assert.equal(reader.read(bytes, 0, bytes.length, 'http'), text.length);
    assert.deepEqual(reader.head?.headers.flat, ['accept', '*/*', 'x-long-name-of-ours', 'value']);
  });

  it('leaves what follows it alone', () => {
    const text = get();
    const bytes = Buffer.from(`${text}GET /next`);
    assert.equal(reader.read(bytes, 0, bytes.length, 'http'), text.length);
    assert.equal(bytes.toString('latin1', text.length), 'GET /next');
  });
});
