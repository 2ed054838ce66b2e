import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BodyReader } from '../../../src/engine/codec/body-reader.ts';
import { FieldScanner } from '../../../src/engine/codec/field-scanner.ts';
import { InputBuffer } from '../../../src/engine/codec/input-buffer.ts';

interface Outcome {
  readonly body: string;
  readonly trailers: readonly string[];
  readonly pieces: number;
  /** 'done', 'open' (more is needed) or 'malformed'. */
  readonly end: string;
  readonly rest: string;
}

/** Reads a body that arrives in these pieces. */
function read(pieces: readonly string[], start: (reader: BodyReader) => void): Outcome {
  const reader = new BodyReader(new FieldScanner({ bytes: 60 * 1024, fields: 100 }));
  const input = new InputBuffer();
  const outcome = { body: '', trailers: [] as string[], pieces: 0, end: 'open', rest: '' };
  const sink = {
    onBody(chunk: Buffer, end: boolean) {
      outcome.body += chunk.toString('latin1');
      outcome.pieces++;
      if (end) outcome.end = 'done';
    },
    onBodyTrailers({ flat }: { flat: string[] }) {
      outcome.trailers = flat;
      outcome.end = 'done';
    },
  };
  start(reader);
  for (const piece of pieces) {
    input.append(Buffer.from(piece, 'latin1'));
    if (reader.done) continue;
    if (!reader.read(input, sink)) {
      outcome.end = 'malformed';
      break;
    }
    assert.equal(reader.done, outcome.end === 'done');
  }
  outcome.rest = input.bytes.toString('latin1', input.at, input.end);
  return outcome;
}

const chunked = (...pieces: string[]) => read(pieces, (reader) => reader.startChunked());

const wellFormed: Record<string, [string, string]> = {
  'one chunk': ['5\r\nhello\r\n0\r\n\r\n', 'hello'],
  'several chunks': ['5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n', 'hello world'],
  'no chunk': ['0\r\n\r\n', ''],
  'sizes in capitals': ['A\r\n0123456789\r\n0\r\n\r\n', '0123456789'],
  'sizes with zeros before them': ['0000000000005\r\nhello\r\n000\r\n\r\n', 'hello'],
  'an extension': ['5;a=b\r\nhello\r\n0\r\n\r\n', 'hello'],
  'extensions with blanks, without values, quoted': ['5; a ; b = "c;\\"d"\r\nhello\r\n0;x\r\n\r\n', 'hello'],
};

const malformed: Record<string, string> = {
  'no hexadecimal digit': 'g\r\nhello\r\n0\r\n\r\n',
  'no size': '\r\nhello\r\n',
  'a prefix': '0x5\r\nhello\r\n',
  'a sign': '+5\r\nhello\r\n',
  'an underscore': '0_5\r\nhello\r\n',
  'a blank before the size': ' 5\r\nhello\r\n',
  'a blank after the size': '5 \r\nhello\r\n',
  'a bare LF after the size': '5\nhello\r\n',
  'a bare CR after the size': '5\rhello\r\n',
  'a size beyond exact numbers': '20000000000000\r\nhello',
  'a size beyond 64 bits': 'FFFFFFFFFFFFFFFF0\r\nhello',
  'an empty extension': '5;\r\nhello\r\n',
  'no token for an extension': '5;a[=b\r\nhello\r\n',
  'a bare LF in an extension': '5;a=b\nhello\r\n',
  'a bare CR in an extension': '5;a\rb\r\nhello\r\n',
  'NUL in an extension': '5;a\0\r\nhello\r\n',
  'an extension without its quote': '5;a="b\r\nhello\r\n',
  'an extension beyond the limit': `5;a=${'b'.repeat(5000)}\r\nhello`,
  'a size beyond the limit of a line': `${'0'.repeat(5000)}5\r\nhello`,
  'data without its end': '5\r\nhello0\r\n\r\n',
  'data longer than its size': '5\r\nhello!!\r\n0\r\n\r\n',
  'a bare LF after the data': '5\r\nhello\n0\r\n\r\n',
  'a bare LF as the last line': '0\r\n\n',
  'a trailer without a colon': '0\r\nabc\r\n\r\n',
  'a trailer with a blank before its colon': '0\r\na : b\r\n\r\n',
  'a bare LF after a trailer': '0\r\na: b\n\r\n',
  'a folded trailer': '0\r\na: b\r\n c\r\n\r\n',
  'a trailer that frames the message': '0\r\nContent-Length: 5\r\n\r\n',
  'a trailer that reads as framing': '0\r\nTransfer_Encoding: chunked\r\n\r\n',
  'a trailer that routes the message': '0\r\nHost: b\r\n\r\n',
  'trailers beyond the limit': `0\r\na: ${'b'.repeat(62000)}\r\n\r\n`,
};

/** Byte by byte; a long text in longer pieces, for each makes the reader begin its line again. */
const pieces = (text: string): string[] => (text.length < 10_000 ? [...text] : (text.match(/[\s\S]{1,500}/g) ?? []));

describe('the body reader', () => {
  it('hands up a length and leaves what follows', () => {
    const outcome = read(['hel', 'loGET'], (reader) => reader.startLength(5));
    assert.deepEqual(outcome, { body: 'hello', trailers: [], pieces: 2, end: 'done', rest: 'GET' });
  });

  it('hands up all that comes where only the end of the connection ends the body', () => {
    assert.deepEqual(
      read(['a', 'b'], (reader) => reader.startRaw()),
      { body: 'ab', trailers: [], pieces: 2, end: 'open', rest: '' },
    );
  });

  it('hands up chunks that arrive together in one piece, and the end with it', () => {
    assert.deepEqual(chunked('5\r\nhello\r\n6\r\n world\r\n0\r\n\r\nGET'), {
      body: 'hello world',
      trailers: [],
      pieces: 1,
      end: 'done',
      rest: 'GET',
    });
  });

  it('reads trailers', () => {
    const { trailers, body, end } = chunked('1\r\na\r\n0\r\nX-Sum: 1\r\nGrpc-Status: 0\r\n\r\n');
    assert.deepEqual({ trailers, body, end }, { trailers: ['x-sum', '1', 'grpc-status', '0'], body: 'a', end: 'done' });
  });

  for (const [name, [text, body]] of Object.entries(wellFormed)) {
    it(`reads ${name}, whole and byte by byte`, () => {
      for (const pieces of [[text], [...text]]) {
        const outcome = chunked(...pieces);
        assert.equal(outcome.body, body);
        assert.equal(outcome.end, 'done');
      }
    });
  }

  for (const [name, text] of Object.entries(malformed)) {
    it(`refuses ${name}, whole and in pieces`, () => {
      assert.equal(chunked(text).end, 'malformed');
      assert.equal(chunked(...pieces(text)).end, 'malformed');
    });
  }

  it('makes the same of a body wherever it is cut', () => {
    const chunk = fc.record({
      data: fc.string({ minLength: 1, maxLength: 40 }),
      extension: fc.constantFrom('', ';a', ';a="\\"b"'),
    });
    const property = fc.property(
      fc.array(chunk, { maxLength: 5 }),
      fc.constantFrom('', 'A: b\r\n', 'Ab-c: d\r\nE: \r\n'),
      fc.array(fc.nat(300), { maxLength: 12 }),
      (chunks, trailers, cuts) => {
        const text = `${chunks.map(({ data, extension }) => `${data.length.toString(16)}${extension}\r\n${data}\r\n`).join('')}0\r\n${trailers}\r\nNEXT`;
        const whole = chunked(text);
        assert.equal(whole.body, chunks.map(({ data }) => data).join(''));
        const places = [...new Set(cuts.map((cut) => cut % text.length))].sort((a, b) => a - b);
        const pieces = [0, ...places]
          .map((from, i) => text.slice(from, places[i] ?? text.length))
          .filter((piece) => piece !== '');
        const cut = chunked(...pieces);
        assert.deepEqual({ ...cut, pieces: 0 }, { ...whole, pieces: 0 });
        assert.equal(cut.end, 'done');
      },
    );
    fc.assert(property, { seed: 20, numRuns: 500 });
  });
});
