import assert from 'node:assert/strict';
import { ByteSink } from '../../../../../src/engine/codec/http2/byte-sink.ts';
import { ConnectionError } from '../../../../../src/engine/codec/http2/connection-error.ts';
import { ErrorCode } from '../../../../../src/engine/codec/http2/error-code.ts';
import { HpackDecoder } from '../../../../../src/engine/codec/http2/hpack/hpack-decoder.ts';
import { HpackEncoder } from '../../../../../src/engine/codec/http2/hpack/hpack-encoder.ts';
import { HuffmanDecoder } from '../../../../../src/engine/codec/http2/hpack/huffman-decoder.ts';

const huffman = new HuffmanDecoder();

function decode(hex: string, decoder = new HpackDecoder(huffman, { bytes: 1000, fields: 10 })): HpackDecoder {
  const bytes = Buffer.from(hex, 'hex');
  decoder.decode(bytes, 0, bytes.length);
  return decoder;
}

describe('HPACK that is broken', () => {
  const broken: Record<string, string> = {
    'index 0': '80',
    'an index beyond the static table': 'be',
    'an index far beyond both tables': 'ffffffff0f',
    'a name index beyond the tables': '7e0161',
    'an integer that is cut off': 'ff',
    'an integer that never ends': 'ffffffffffffffffffffff',
    'an integer out of range': 'ffffffffff7f',
    'a literal without a name': '40',
    'a literal without a value': '400161',
    'a name longer than the block': '400561',
    'a value longer than the block': '4001610561',
    'a table size beyond what was offered': '3fe2ff03',
    'a table size update after a field': '8220',
    'the end of a string amid Huffman code': '00016184ffffffff',
    'padding of a whole byte': '00016182f8ff',
    'padding that is not of ones': '0001618118',
  };
  for (const [name, block] of Object.entries(broken)) {
    it(`refuses ${name}`, () => {
      assert.throws(
        () => decode(block),
        (error) => error instanceof ConnectionError && error.code === ErrorCode.compressionError,
      );
    });
  }

  it('counts what is beyond the limits, and keeps the table right', () => {
    const decoder = decode(`4001610162${'be'.repeat(2000)}`);
    assert.deepEqual([decoder.fields.length, decoder.count, decoder.bytes], [10, 2001, 4002]);
    assert.equal(decoder.isTooLarge, true);
    assert.deepEqual(
      decode('be', decoder).fields.map(({ name, value }) => [name, value]),
      [['a', 'b']],
    );
    assert.equal(decoder.isTooLarge, false);
  });

  it('empties the table for an entry that is too large for it, and for size 0', () => {
    const decoder = decode('3f0140016101624001630164');
    assert.equal(decoder.tableBytes, 0);
    assert.equal(decode('3fe11f4001610162', decoder).tableBytes, 34);
    assert.equal(decode('20', decoder).tableBytes, 0);
  });
});

describe('HPACK encoding', () => {
  function encoderAndBlock() {
    const sink = new ByteSink();
    const encoder = new HpackEncoder(sink);
    const encode = (...fields: readonly (readonly [string, string])[]) => {
      encoder.begin();
      for (const [name, value] of fields) encoder.add(name, value);
      return sink.bytes.toString('hex', 0, sink.length);
    };
    return { encoder, encode };
  }

  it('takes the static table where it has the field or its name', () => {
    const { encode } = encoderAndBlock();
    assert.equal(encode([':status', '200'], [':method', 'GET'], [':path', '/']), '888284');
    assert.equal(encode([':status', '418']), '4803343138');
  });

  it('repeats a field in one byte', () => {
    const { encode } = encoderAndBlock();
    assert.equal(encode(['server', 'envoy']), '7605656e766f79');
    assert.equal(encode(['server', 'envoy']), 'be');
    assert.equal(encode(['x-a', 'b'], ['server', 'envoy']), '4003782d610162bf');
  });

  it('puts no secret in the table', () => {
    const { encode } = encoderAndBlock();
    for (const name of ['authorization', 'cookie', 'set-cookie', 'proxy-authorization']) {
      const first = encode([name, 'secret']);
      assert.equal(Number.parseInt(first.slice(0, 2), 16) & 0xf0, 0x10, name);
      assert.equal(encode([name, 'secret']), first);
    }
  });

  it('stops to remember what changes each time, but its name', () => {
    const { encode } = encoderAndBlock();
    for (let i = 0; i < 10; i++) encode(['x-id', `value-${i}`]);
    assert.equal(encode(['x-id', '!']), '0f2f0121');
  });

  it('tells of a smaller table at the next block, and holds to it', () => {
    const { encoder, encode } = encoderAndBlock();
    encode(['server', 'envoy']);
    encoder.tableSize = 0;
    encoder.tableSize = 100;
    assert.equal(encode(), '203f45');
    encode(['server', 'envoy']);
    encode(['x-b', 'c'.repeat(40)]);
    assert.equal(encode(['server', 'envoy']), '7605656e766f79');
    encoder.tableSize = 0;
    assert.equal(encode(['server', 'envoy']), '200f2705656e766f79');
  });
});
