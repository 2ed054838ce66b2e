import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { connect } from 'node:tls';
import fc from 'fast-check';
import { before, describe, it } from 'mocha';
import { parseClientHello } from '../../../src/engine/listener/client-hello.ts';

/** The first bytes that OpenSSL sends. */
function captureClientHello(servername: string, alpn: string[]): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.once('data', (bytes) => {
        socket.destroy();
        server.close();
        resolve(bytes);
      });
    }).listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      connect({ host: '127.0.0.1', port, servername, ALPNProtocols: alpn }).on('error', () => undefined);
    });
    server.on('error', reject);
  });
}

/** The same handshake message in records of `size` bytes. */
function refragment(hello: Buffer, size: number): Buffer {
  const message = hello.subarray(5);
  const records: Buffer[] = [];
  for (let at = 0; at < message.length; at += size) {
    const part = message.subarray(at, at + size);
    records.push(Buffer.from([22, 3, 1, part.length >> 8, part.length & 0xff]), part);
  }
  return Buffer.concat(records);
}

describe('client hello', () => {
  let hello: Buffer = Buffer.alloc(0);
  before(async () => {
    hello = await captureClientHello('Foo.Bar.com', ['h2', 'http/1.1']);
  });

  const expected = { state: 'tls', sni: 'foo.bar.com', alpn: ['h2', 'http/1.1'] };

  it('finds the server name in lower case and the protocols', () => {
    assert.deepEqual(parseClientHello(hello), expected);
  });

  it('asks for more at every earlier byte', () => {
    for (let length = 0; length < hello.length; length++) {
      assert.deepEqual(parseClientHello(hello.subarray(0, length)), { state: 'incomplete' }, `after ${length} bytes`);
    }
  });

  it('puts a message together that is split over records', () => {
    for (const size of [1, 2, 3, 5, 100]) {
      const bytes = refragment(hello, size);
      assert.deepEqual(parseClientHello(bytes), expected);
      assert.deepEqual(parseClientHello(bytes.subarray(0, bytes.length - 1)), { state: 'incomplete' });
    }
  });

  it('ignores what follows the message', () => {
    assert.deepEqual(parseClientHello(Buffer.concat([hello, Buffer.from('more')])), expected);
  });

  it('has no names where the client sent none', async () => {
    assert.deepEqual(parseClientHello(await captureClientHello('', [])), { state: 'tls', sni: '', alpn: [] });
  });

  it('takes other bytes for plaintext', () => {
    for (const bytes of [
      'GET / HTTP/1.1\r\n',
      '\x16\x02\x00\x00\x05hello',
      '\x16\x03\x01\x00\x00',
      '\x16\x03\x01\xff\xff\x01',
      '\x15\x03\x01\x00\x02\x01\x00',
    ]) {
      assert.deepEqual(parseClientHello(Buffer.from(bytes, 'latin1')), { state: 'plaintext' }, JSON.stringify(bytes));
    }
  });

  it('never throws and never names a host beyond the message, whatever byte is changed', () => {
    fc.assert(
      fc.property(fc.nat(hello.length - 1), fc.integer({ min: 0, max: 255 }), (at, value) => {
        const bytes = Buffer.from(hello);
        bytes[at] = value;
        const parsed = parseClientHello(bytes);
        return parsed.state !== 'tls' || parsed.sni.length < bytes.length;
      }),
      { numRuns: 2000, seed: 7 },
    );
  });

  it('never throws on random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        parseClientHello(Buffer.from([22, 3, 1, ...bytes]));
      }),
      { numRuns: 2000, seed: 7 },
    );
  });
});
