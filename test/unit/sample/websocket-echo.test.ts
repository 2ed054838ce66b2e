import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { createHttpbin } from '../../../src/sample/httpbin.ts';
import { assignment, cluster, listener, routes, routeTo, TestEngine, virtualHost } from '../../support/engine.ts';

const MASK = Buffer.from([1, 2, 3, 4]);

/** A frame as clients send it. */
function masked(first: number, payload: Buffer): Buffer {
  const { length } = payload;
  const header = length < 126 ? Buffer.from([first, 0x80 | length]) : Buffer.from([first, 0x80 | 126, 0, 0]);
  if (length >= 126) header.writeUInt16BE(length, 2);
  return Buffer.concat([header, MASK, payload.map((byte, at) => byte ^ (MASK[at & 3] as number))]);
}

describe('the sample WebSocket', () => {
  const httpbin = createHttpbin();
  const proxy = new TestEngine();
  let port = 0;

  before(async () => {
    httpbin.listen(0, '127.0.0.1');
    await once(httpbin, 'listening');
    ({ port } = httpbin.address() as AddressInfo);
    await proxy.apply({
      listeners: [listener()],
      routes: [routes([virtualHost([routeTo('a')])])],
      clusters: [cluster('a')],
      endpoints: [assignment('a', [port])],
    });
  });
  after(async () => {
    await proxy.engine.close();
    httpbin.close();
    httpbin.closeAllConnections();
  });

  /** Opens a WebSocket and returns what is read until `wanted` bytes are there after the head, or the end. */
  async function talk(
    at: number,
    frames: readonly Buffer[],
    wanted: number,
    handshake = '',
  ): Promise<{ head: string; body: Buffer; socket: Socket }> {
    const socket = connect({ port: at, host: '127.0.0.1' });
    socket.write(
      `GET /websocket/echo HTTP/1.1\r\nhost: a.example\r\nupgrade: websocket\r\nconnection: Upgrade\r\n${handshake || 'sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n'}\r\n`,
    );
    let read = Buffer.alloc(0);
    let sent = false;
    for await (const chunk of socket) {
      read = Buffer.concat([read, chunk as Buffer]);
      const end = read.indexOf('\r\n\r\n');
      if (end < 0) continue;
      if (!sent) for (const frame of frames) socket.write(frame);
      sent = true;
      if (read.length - end - 4 >= wanted) break;
    }
    const end = read.indexOf('\r\n\r\n') + 4;
    return { head: read.toString('latin1', 0, end), body: read.subarray(end), socket };
  }

  for (const [way, portOf] of [
    ['directly', () => port],
    ['through the proxy', () => proxy.port()],
  ] as const) {
    it(`says back what it hears, ${way}`, async () => {
      const long = Buffer.alloc(300, 'y');
      const frames = [masked(0x81, Buffer.from('hello')), masked(0x89, Buffer.from('?')), masked(0x82, long)];
      const { head, body, socket } = await talk(portOf(), frames, 7 + 3 + 304);
      assert.match(head, /^HTTP\/1\.1 101 .*sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=\r\n/is);
      assert.equal(body.toString('latin1', 0, 7), '\x81\x05hello');
      assert.equal(body.toString('latin1', 7, 10), '\x8a\x01?');
      assert.deepEqual(body.subarray(10), Buffer.concat([Buffer.from([0x82, 126, 1, 44]), long]));
      socket.destroy();
    });
  }

  it('says goodbye with the code it was given, and to what is no frame with its own', async () => {
    const goodbye = await talk(port, [masked(0x88, Buffer.from([3, 232]))], 4);
    assert.deepEqual([...goodbye.body], [0x88, 2, 3, 232]);
    const unmasked = await talk(port, [Buffer.from([0x81, 1, 65])], 4);
    assert.equal(unmasked.body.readUInt16BE(2), 1002);
    const huge = await talk(port, [Buffer.from([0x82, 0xff, 0, 0, 1, 0, 0, 0, 0, 0, 1, 2, 3, 4])], 4);
    assert.equal(huge.body.readUInt16BE(2), 1009);
  });

  it('wants a handshake', async () => {
    const { head } = await talk(port, [], 0, 'x-no: handshake\r\n');
    assert.match(head, /^HTTP\/1\.1 400 /);
    assert.equal((await fetch(`http://127.0.0.1:${port}/websocket/echo`)).status, 400);
  });

  it('has server-sent events beside it, which reach a client while others are still to come', async () => {
    const leave = new AbortController();
    const at = proxy.port();
    const endless = await fetch(`http://127.0.0.1:${at}/sse?count=2&delay=10`, { signal: leave.signal });
    assert.equal(endless.headers.get('content-type'), 'text/event-stream');
    const { value } = (await endless.body?.getReader().read()) ?? {};
    assert.equal(Buffer.from(value ?? []).toString(), 'event: ping\ndata: {"id":0}\n\n');
    leave.abort();
    const all = await (await fetch(`http://127.0.0.1:${at}/sse?count=3`)).text();
    assert.equal(all.match(/^event: ping$/gm)?.length, 3);
  });
});
