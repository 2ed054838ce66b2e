import assert from 'node:assert/strict';
import { HpackDecoder } from '../../../../../src/engine/codec/http2/hpack/hpack-decoder.ts';
import { HuffmanDecoder } from '../../../../../src/engine/codec/http2/hpack/huffman-decoder.ts';

/** A header block of RFC 7541 appendix C, with the size of the dynamic table after it. */
interface Vector {
  readonly block: string;
  readonly fields: readonly (readonly [string, string])[];
  readonly tableBytes: number;
}

const firstRequest = [
  [':method', 'GET'],
  [':scheme', 'http'],
  [':path', '/'],
  [':authority', 'www.example.com'],
] as const;
const thirdRequest = [
  [':method', 'GET'],
  [':scheme', 'https'],
  [':path', '/index.html'],
  [':authority', 'www.example.com'],
  ['custom-key', 'custom-value'],
] as const;
const firstResponse = [
  [':status', '302'],
  ['cache-control', 'private'],
  ['date', 'Mon, 21 Oct 2013 20:13:21 GMT'],
  ['location', 'https://www.example.com'],
] as const;
const thirdResponse = [
  [':status', '200'],
  ['cache-control', 'private'],
  ['date', 'Mon, 21 Oct 2013 20:13:22 GMT'],
  ['location', 'https://www.example.com'],
  ['content-encoding', 'gzip'],
  ['set-cookie', 'foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1'],
] as const;

/** A size update to 256 bytes, which the examples of responses take for said. */
const TABLE_OF_256 = '3fe101';

const sequences: Record<string, readonly Vector[]> = {
  'C.2.1, a literal with indexing': [
    {
      block: '400a637573746f6d2d6b65790d637573746f6d2d686561646572',
      fields: [['custom-key', 'custom-header']],
      tableBytes: 55,
    },
  ],
  'C.2.2, a literal without indexing': [
    { block: '040c2f73616d706c652f70617468', fields: [[':path', '/sample/path']], tableBytes: 0 },
  ],
  'C.2.3, a literal never indexed': [
    { block: '100870617373776f726406736563726574', fields: [['password', 'secret']], tableBytes: 0 },
  ],
  'C.2.4, an indexed field': [{ block: '82', fields: [[':method', 'GET']], tableBytes: 0 }],
  'C.3, requests without Huffman code': [
    { block: '828684410f7777772e6578616d706c652e636f6d', fields: firstRequest, tableBytes: 57 },
    {
      block: '828684be58086e6f2d6361636865',
      fields: [...firstRequest, ['cache-control', 'no-cache']],
      tableBytes: 110,
    },
    {
      block: '828785bf400a637573746f6d2d6b65790c637573746f6d2d76616c7565',
      fields: thirdRequest,
      tableBytes: 164,
    },
  ],
  'C.4, requests with Huffman code': [
    { block: '828684418cf1e3c2e5f23a6ba0ab90f4ff', fields: firstRequest, tableBytes: 57 },
    { block: '828684be5886a8eb10649cbf', fields: [...firstRequest, ['cache-control', 'no-cache']], tableBytes: 110 },
    { block: '828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf', fields: thirdRequest, tableBytes: 164 },
  ],
  'C.5, responses without Huffman code, with eviction': [
    {
      block: `${TABLE_OF_256}4803333032580770726976617465611d4d6f6e2c203231204f637420323031332032303a31333a323120474d546e1768747470733a2f2f7777772e6578616d706c652e636f6d`,
      fields: firstResponse,
      tableBytes: 222,
    },
    { block: '4803333037c1c0bf', fields: [[':status', '307'], ...firstResponse.slice(1)], tableBytes: 222 },
    {
      block:
        '88c1611d4d6f6e2c203231204f637420323031332032303a31333a323220474d54c05a04677a69707738666f6f3d4153444a4b48514b425a584f5157454f50495541585157454f49553b206d61782d6167653d333630303b2076657273696f6e3d31',
      fields: thirdResponse,
      tableBytes: 215,
    },
  ],
  'C.6, responses with Huffman code, with eviction': [
    {
      block: `${TABLE_OF_256}488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff6e919d29ad171863c78f0b97c8e9ae82ae43d3`,
      fields: firstResponse,
      tableBytes: 222,
    },
    { block: '4883640effc1c0bf', fields: [[':status', '307'], ...firstResponse.slice(1)], tableBytes: 222 },
    {
      block:
        '88c16196d07abe941054d444a8200595040b8166e084a62d1bffc05a839bd9ab77ad94e7821dd7f2e6c7b335dfdfcd5b3960d5af27087f3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007',
      fields: thirdResponse,
      tableBytes: 215,
    },
  ],
};

describe('HPACK decoding of RFC 7541 appendix C', () => {
  for (const [name, vectors] of Object.entries(sequences)) {
    it(name, () => {
      const decoder = new HpackDecoder(new HuffmanDecoder(), { bytes: 10_000, fields: 100 });
      for (const { block, fields, tableBytes } of vectors) {
        const bytes = Buffer.from(block, 'hex');
        decoder.decode(bytes, 0, bytes.length);
        assert.deepEqual(
          decoder.fields.map((field) => [field.name, field.value]),
          fields,
        );
        assert.equal(decoder.tableBytes, tableBytes);
      }
    });
  }
});
