import assert from 'node:assert/strict';
import http2 from 'node:http2';
import { Headers } from '../../../../src/engine/http/headers.ts';
import { FrameClient, FrameType, fields, frame, getFields, preface, request } from '../../../support/http2-frames.ts';
import { RecordingServer, type RecordingServerOptions } from './recording-server.ts';

const second = 1000;
const minute = 60 * second;
const code = (value: number): Buffer => Buffer.from([0, 0, 0, value]);
const reset = (stream: number): Buffer => frame(FrameType.resetStream, 0, stream, code(8));

describe('HTTP/2 from hostile and absent clients', () => {
  let server: RecordingServer;
  const clients: FrameClient[] = [];

  async function connect(options?: RecordingServerOptions): Promise<FrameClient> {
    server = new RecordingServer(options);
    const client = new FrameClient(await server.listen());
    clients.push(client);
    return client;
  }

  afterEach(() => {
    for (const client of clients.splice(0)) client.socket.destroy();
    server.close();
  });

  it('closes the connection of a client that resets what it opens', async () => {
    const client = await connect({ onRequest: () => {} });
    const streams = Array.from({ length: 400 }, (_, i) => 2 * i + 1);
    await client.send(preface, ...streams.flatMap((id) => [request(id), reset(id)]));
    await client.closed;
    const goaway = client.frames.find(({ type }) => type === FrameType.goaway);
    assert.equal(goaway?.payload.readUInt32BE(4), http2.constants.NGHTTP2_ENHANCE_YOUR_CALM);
    assert.ok(server.requests.length < 300);
    assert.deepEqual([...new Set(server.requests.map(({ events }) => events.join()))], ['reset:remote-reset']);
  });

  it('closes the connection of a client that makes it reset streams', async () => {
    const client = await connect({ onRequest: () => {} });
    const streams = Array.from({ length: 400 }, (_, i) => 2 * i + 1);
    const overflow = (id: number) => frame(FrameType.windowUpdate, 0, id, Buffer.from([0x7f, 0xff, 0xff, 0xff]));
    await client.send(preface, ...streams.flatMap((id) => [request(id, getFields, 0), overflow(id)]));
    await client.closed;
  });

  it('keeps the connection of a client that cancels now and then', async () => {
    const client = await connect({
      onRequest: ({ head, stream }) => {
        if (head?.path === '/') stream.sendHead({ status: 200, headers: new Headers() }, true);
      },
    });
    const never = getFields.map(([name, value]) => [name, name === ':path' ? '/never' : value] as const);
    await client.send(preface);
    for (let id = 1; id < 3000; id += 6) {
      await client.send(request(id), request(id + 2), request(id + 4, never), reset(id + 4));
      assert.ok(await client.find((f) => f.type === FrameType.headers && f.stream === id));
    }
    await client.send(request(4001));
    assert.ok(await client.find((f) => f.type === FrameType.headers && f.stream === 4001));
  });

  it('closes the connection of a client that opens more streams at once than it has been allowed', async () => {
    const client = await connect({ maxConcurrentStreams: 5, onRequest: () => {} });
    await client.send(preface);
    await client.find(({ type, flags }) => type === FrameType.settings && flags === 1);
    await client.send(...[1, 3, 5, 7, 9, 11].map((id) => request(id)));
    await client.closed;
    assert.equal(server.requests.length, 5);
  });

  const floods: Record<string, (i: number) => Buffer> = {
    'SETTINGS frames': () => frame(FrameType.settings, 0, 0, Buffer.from([0, 3, 0, 0, 0, 100])),
    'PING frames': () => frame(FrameType.ping, 0, 0, Buffer.alloc(8)),
  };
  for (const [name, flood] of Object.entries(floods)) {
    it(`closes the connection of a client that sends ${name} and reads no answers`, async () => {
      const client = await connect();
      client.socket.pause();
      await client.send(preface, request(1));
      await server.request();
      const block = Buffer.concat(Array.from({ length: 1000 }, (_, i) => flood(i)));
      const closed = new Promise<void>((resolve) => server.sockets[0]?.once('close', () => resolve()));
      const write = () => {
        while (client.socket.write(block));
        client.socket.once('drain', write);
      };
      write();
      await server.advance(10 * second);
      await closed;
    });
  }

  it('closes the connection of a client whose head never ends', async () => {
    const client = await connect();
    const open = frame(FrameType.headers, 1, 1, fields(...getFields));
    const more = frame(FrameType.continuation, 0, 1, fields(['a', 'b']));
    await client.send(preface, open, ...Array.from({ length: 3000 }, () => more));
    await client.closed;
    assert.equal(server.requests.length, 0);
  });

  it('closes the connection of a client that sends empty DATA frames without end', async () => {
    const client = await connect({ onRequest: () => {} });
    const empty = frame(FrameType.data, 0, 1);
    await client.send(preface, request(1, post, 0), ...Array.from({ length: 20_000 }, () => empty));
    await client.closed;
  });

  const post = getFields.map(([name, value]) => [name, name === ':method' ? 'POST' : value] as const);
  const quiet: Record<string, readonly Buffer[]> = {
    'PRIORITY frames': Array.from({ length: 1000 }, () => frame(2, 0, 1, Buffer.from([0, 0, 0, 3, 0]))),
    'WINDOW_UPDATE frames': Array.from({ length: 1000 }, () => frame(FrameType.windowUpdate, 0, 0, code(1))),
    'SETTINGS frames': Array.from({ length: 2000 }, () => frame(FrameType.settings, 0, 0)),
    'PING frames': Array.from({ length: 2000 }, () => frame(FrameType.ping, 0, 0, Buffer.alloc(8))),
    'frames of unknown types': Array.from({ length: 2000 }, () => frame(0xab, 0, 0)),
    'RST_STREAM frames for one stream': [request(1), ...Array.from({ length: 2000 }, () => reset(1))],
    'empty CONTINUATION frames': [
      frame(FrameType.headers, 1, 1, fields(...getFields)),
      ...Array.from({ length: 1000 }, () => frame(FrameType.continuation, 0, 1)),
    ],
    'DATA for a stream that is done': [
      request(1),
      ...Array.from({ length: 300 }, () => frame(FrameType.data, 0, 1, Buffer.from('x'))),
    ],
  };
  for (const [name, frames] of Object.entries(quiet)) {
    it(`tells a client that sends too many ${name} to calm down, and closes`, async () => {
      const client = await connect();
      await client.send(preface, ...frames);
      const goaway = await client.find(({ type }) => type === FrameType.goaway);
      assert.equal(goaway?.payload.readUInt32BE(4), http2.constants.NGHTTP2_ENHANCE_YOUR_CALM);
      await client.closed;
    });
  }

  const crumbs = Buffer.concat([
    fields(...getFields),
    Buffer.from([0x40, 6]),
    Buffer.from('cookie'),
    Buffer.from([1, 0x61]),
    Buffer.alloc(5000, 0xbe),
  ]);

  it('answers many crumbs of a cookie with 431, and serves on', async () => {
    const client = await connect();
    await client.send(preface, frame(FrameType.headers, 5, 1, crumbs), request(3));
    assert.deepEqual((await server.request(0)).events, ['error:http2.too_many_headers']);
    assert.equal((await server.request(1)).head?.path, '/');
  });

  // A field of 4,000 bytes enters the table, and is named 5,000 times by a byte each.
  const bomb = Buffer.concat([
    fields(...getFields),
    Buffer.from([0x40, 1, 0x61, 0x7f, 0xa1, 0x1e]),
    Buffer.alloc(4000, 'x'),
    Buffer.alloc(5000, 0xbe),
  ]);
  const heavy: Record<string, readonly Buffer[]> = {
    'a few bytes that stand for many fields': [frame(FrameType.headers, 5, 1, bomb)],
    'one head after the other that is too large': Array.from({ length: 200 }, (_, i) =>
      frame(FrameType.headers, 5, 2 * i + 1, crumbs),
    ),
  };
  for (const [name, frames] of Object.entries(heavy)) {
    it(`closes the connection of a client that sends ${name}`, async () => {
      const client = await connect();
      await client.send(preface, ...frames);
      const goaway = await client.find(({ type }) => type === FrameType.goaway);
      assert.equal(goaway?.payload.readUInt32BE(4), http2.constants.NGHTTP2_ENHANCE_YOUR_CALM);
      assert.ok(server.requests.length <= 101);
      await client.closed;
    });
  }

  it('closes the connection of a client whose head is longer than any can be', async () => {
    const client = await connect();
    const piece = fields(['a', 'x'.repeat(16_000)]);
    const more = Array.from({ length: 10 }, () => frame(FrameType.continuation, 0, 1, piece));
    await client.send(preface, frame(FrameType.headers, 1, 1, fields(...getFields)), ...more);
    await client.closed;
    assert.equal(server.requests.length, 0);
  });

  it('takes no more of a body that nobody reads than the windows let in', async () => {
    const client = await connect({
      initialStreamWindowBytes: 65_535,
      initialConnectionWindowBytes: 65_535,
      onRequest: ({ stream }) => stream.pause(),
    });
    const chunk = (id: number) => frame(FrameType.data, 0, id, Buffer.alloc(16_384));
    await client.send(preface, request(1, post, 0), request(3, post, 0), chunk(1), chunk(1), chunk(3), chunk(3));
    const goaway = await client.find(({ type }) => type === FrameType.goaway);
    assert.equal(goaway?.payload.readUInt32BE(4), http2.constants.NGHTTP2_FLOW_CONTROL_ERROR);
    assert.ok(!client.frames.some(({ type }) => type === FrameType.windowUpdate));
  });

  for (const [name, bytes] of Object.entries({
    'a DATA frame on stream 0': frame(FrameType.data, 0, 0, Buffer.from('x')),
    'a frame that is too long': frame(FrameType.data, 0, 1, Buffer.alloc(20_000)),
    'a bad SETTINGS frame': frame(FrameType.settings, 0, 0, Buffer.from([0, 2, 0, 0, 0, 5])),
  })) {
    it(`closes the connection within seconds after ${name}`, async () => {
      const client = await connect();
      await client.send(preface, bytes);
      assert.ok(await client.find(({ type }) => type === FrameType.goaway));
      await server.advance(30 * second);
      await client.closed;
    });
  }

  it('closes the connection of a client that goes, with a request under way or without', async () => {
    for (const frames of [[preface], [preface, request(1)]]) {
      const client = await connect({ onRequest: () => {} });
      await client.send(...frames);
      await client.find(({ type, flags }) => type === FrameType.settings && flags === 1);
      const closed = new Promise<void>((resolve) => server.sockets[0]?.once('close', () => resolve()));
      client.socket.end();
      await closed;
      assert.deepEqual(
        server.requests.map(({ events }) => events.join()),
        frames.length === 1 ? [] : ['reset:connection-termination'],
      );
      server.close();
    }
  });

  it('closes the connection of a client that stops in the middle of a head', async () => {
    const client = await connect({ requestHeadMs: minute });
    await client.send(preface);
    await client.find(({ type }) => type === FrameType.settings);
    await client.send(frame(FrameType.headers, 1, 1, fields(...getFields)));
    client.answersPings = false;
    await server.advance(2 * minute);
    await client.closed;
  });

  it('closes the connection of a client that sends no preface', async () => {
    const client = await connect({ requestHeadMs: minute });
    await client.send(preface.subarray(0, 10));
    while (server.sockets.length === 0) await new Promise(setImmediate);
    await server.advance(2 * minute);
    await client.closed;
  });

  it('keeps an idle connection until the idle timeout, and then says farewell', async () => {
    const client = await connect({ idleMs: 10 * minute });
    await client.send(preface, request(1));
    await client.find(({ type }) => type === FrameType.headers);
    await server.advance(9 * minute);
    await client.send(request(3));
    assert.ok(await client.find(({ type, stream }) => type === FrameType.headers && stream === 3));
    await server.advance(9 * minute);
    assert.ok(!client.frames.some(({ type }) => type === FrameType.goaway));
    await server.advance(2 * minute);
    await client.closed;
    assert.ok(client.frames.some(({ type }) => type === FrameType.goaway));
  });

  it('answers a request whose body stands still with 408', async () => {
    const client = await connect({ onRequest: () => {}, bodyStallMs: 5 * minute });
    const post = getFields.map(([name, value]) => [name, name === ':method' ? 'POST' : value] as const);
    await client.send(preface, request(1, post, 0));
    const recorded = await server.request();
    await server.advance(4 * minute);
    await client.send(frame(FrameType.data, 0, 1, Buffer.from('x')));
    await recorded.until(() => recorded.body === 'x');
    await server.advance(4 * minute);
    assert.deepEqual(recorded.events, []);
    await server.advance(2 * minute);
    assert.deepEqual(recorded.events, ['error:stream_idle_timeout']);
  });

  it('does not time a request that waits for its answer, or one that the proxy itself has paused', async () => {
    const client = await connect({ onRequest: ({ stream }) => stream.pause(), bodyStallMs: minute });
    const post = getFields.map(([name, value]) => [name, name === ':method' ? 'POST' : value] as const);
    await client.send(preface, request(1), request(3, post, 0));
    await server.request(1);
    for (let i = 0; i < 10; i++) {
      await server.advance(minute);
      await new Promise(setImmediate);
    }
    assert.deepEqual(
      server.requests.map(({ events }) => events),
      [[], []],
    );
  });

  it('resets a stream whose client takes nothing of the response for a minute, and closes if nothing else moves', async () => {
    const client = await connect({ onRequest: () => {}, writeStallMs: minute });
    const noWindow = frame(FrameType.settings, 0, 0, Buffer.from([0, 4, 0, 0, 0, 0]));
    await client.send(preface, noWindow, request(1));
    const recorded = await server.request();
    recorded.stream.sendHead({ status: 200, headers: new Headers() }, false);
    while (recorded.stream.sendData(Buffer.alloc(16_384), false));
    await server.advance(3 * minute);
    assert.deepEqual(recorded.events, ['reset:connection-timeout']);
    await client.closed;
  });
});
