import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ByteSink } from '../../../../../src/engine/codec/http2/byte-sink.ts';
import { ConnectionError } from '../../../../../src/engine/codec/http2/connection-error.ts';
import { HpackDecoder } from '../../../../../src/engine/codec/http2/hpack/hpack-decoder.ts';
import { HpackEncoder } from '../../../../../src/engine/codec/http2/hpack/hpack-encoder.ts';
import { HuffmanDecoder } from '../../../../../src/engine/codec/http2/hpack/huffman-decoder.ts';

const run = { seed: 7541, numRuns: 300 };
const huffman = new HuffmanDecoder();
const unlimited = { bytes: 1e6, fields: 1e4 };

const name = fc.oneof(
  fc.constantFrom(':status', ':path', 'server', 'cookie', 'content-type', 'x-a', 'x-b', 'x-c'),
  fc.string({ minLength: 1, maxLength: 40, unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789-_') }),
);
const latin1 = fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code));
const value = fc.oneof(fc.constantFrom('', '200', '/', 'a', 'b'), fc.string({ maxLength: 700, unit: latin1 }));
const list = fc.array(fc.tuple(name, value), { maxLength: 30 });

describe('HPACK', () => {
  it('decodes what it encodes, whatever the tables have come to hold', () => {
    const blocks = fc.array(fc.tuple(list, fc.option(fc.integer({ min: 0, max: 9000 }))), { maxLength: 12 });
    fc.assert(
      fc.property(blocks, (messages) => {
        const sink = new ByteSink();
        const encoder = new HpackEncoder(sink);
        const decoder = new HpackDecoder(huffman, unlimited);
        for (const [fields, tableSize] of messages) {
          if (tableSize !== null) encoder.tableSize = tableSize;
          encoder.begin();
          for (const [fieldName, fieldValue] of fields) encoder.add(fieldName, fieldValue);
          decoder.decode(sink.bytes, 0, sink.length);
          assert.deepEqual(
            decoder.fields.map((field) => [field.name, field.value]),
            fields,
          );
        }
      }),
      run,
    );
  });

  it('takes any bytes for a header block or refuses them as a connection error', () => {
    const blocks = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 5 });
    fc.assert(
      fc.property(blocks, (sequence) => {
        const decoder = new HpackDecoder(huffman, { bytes: 2000, fields: 20 });
        try {
          for (const bytes of sequence) decoder.decode(Buffer.from(bytes), 0, bytes.length);
        } catch (error) {
          assert.ok(error instanceof ConnectionError, String(error));
        }
        assert.ok(decoder.tableBytes <= 4096);
        assert.ok(decoder.fields.length <= 20);
      }),
      { ...run, numRuns: 2000 },
    );
  });
});
