import assert from 'node:assert/strict';
import { Headers } from '../../../../src/engine/http/headers.ts';
import {
  endHeaders,
  endStream,
  FrameClient,
  FrameType,
  fields,
  frame,
  getFields,
  preface,
  request,
} from '../../../support/http2-frames.ts';
import { RecordingServer, type RecordingServerOptions } from './recording-server.ts';

const protocolError = 1;
const flowControlError = 3;
const streamClosed = 5;
const frameSizeError = 6;
const compressionError = 9;
const padded = 8;
const priority = 0x20;

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const setting = (id: number, value: number): Buffer => Buffer.concat([Buffer.from([0, id]), uint32(value)]);
const post = getFields.map(([name, value]) => [name, name === ':method' ? 'POST' : value] as const);
const open = request(1, post, 0);
const whole = request(1);
const body = (stream: number, text: string, flags = 0) => frame(FrameType.data, flags, stream, Buffer.from(text));
const reset = (stream: number) => frame(FrameType.resetStream, 0, stream, uint32(8));

describe('frames of a client', () => {
  let server: RecordingServer;
  const clients: FrameClient[] = [];

  async function connect(options?: RecordingServerOptions): Promise<FrameClient> {
    server = new RecordingServer({ onRequest: () => {}, ...options });
    const client = new FrameClient(await server.listen());
    clients.push(client);
    return client;
  }

  afterEach(() => {
    for (const client of clients.splice(0)) client.socket.destroy();
    server.close();
  });

  const breaking: Record<string, [number, ...Uint8Array[]]> = {
    'DATA on an idle stream': [protocolError, body(1, 'x')],
    'DATA with more padding than payload': [protocolError, open, frame(FrameType.data, padded, 1, Buffer.from([5, 1]))],
    'DATA that says padded and is empty': [frameSizeError, open, frame(FrameType.data, padded, 1)],
    'HEADERS on stream 0': [protocolError, frame(FrameType.headers, endHeaders, 0, fields(...getFields))],
    'HEADERS on an even stream': [protocolError, request(2)],
    'HEADERS on a lower stream than before': [streamClosed, request(5), request(3)],
    'HEADERS with more padding than payload': [
      protocolError,
      frame(FrameType.headers, padded | endHeaders, 1, Buffer.from([9, 0x82])),
    ],
    'HEADERS whose priority is cut off': [
      frameSizeError,
      frame(FrameType.headers, priority | endHeaders, 1, Buffer.from([0, 0, 0])),
    ],
    'HEADERS that depend on themselves': [
      protocolError,
      frame(FrameType.headers, priority | endHeaders, 1, Buffer.from([0, 0, 0, 1, 5, 0x82])),
    ],
    'HEADERS that cannot be decoded': [
      compressionError,
      frame(FrameType.headers, endHeaders | endStream, 1, Buffer.from([0xff])),
    ],
    'trailers that do not end the stream': [protocolError, open, request(1, [['a', 'b']], 0)],
    'trailers with a pseudo-header': [protocolError, open, request(1, [[':path', '/']])],
    'trailers with a connection-specific field': [protocolError, open, request(1, [['connection', 'close']])],
    'PRIORITY on stream 0': [protocolError, frame(2, 0, 0, Buffer.alloc(5))],
    'PRIORITY of another size': [frameSizeError, frame(2, 0, 1, Buffer.alloc(4))],
    'PRIORITY that depends on itself': [protocolError, frame(2, 0, 1, Buffer.from([0, 0, 0, 1, 0]))],
    'RST_STREAM on stream 0': [protocolError, reset(0)],
    'RST_STREAM on an idle stream': [protocolError, reset(1)],
    'RST_STREAM of another size': [frameSizeError, open, frame(FrameType.resetStream, 0, 1, Buffer.alloc(3))],
    'SETTINGS on a stream': [protocolError, frame(FrameType.settings, 0, 1)],
    'SETTINGS of another size': [frameSizeError, frame(FrameType.settings, 0, 0, Buffer.alloc(5))],
    'an acknowledgement of SETTINGS with a payload': [frameSizeError, frame(FrameType.settings, 1, 0, setting(3, 1))],
    'ENABLE_PUSH 2': [protocolError, frame(FrameType.settings, 0, 0, setting(2, 2))],
    'INITIAL_WINDOW_SIZE 2^31': [flowControlError, frame(FrameType.settings, 0, 0, setting(4, 2 ** 31))],
    'MAX_FRAME_SIZE 16383': [protocolError, frame(FrameType.settings, 0, 0, setting(5, 16_383))],
    'MAX_FRAME_SIZE 2^24': [protocolError, frame(FrameType.settings, 0, 0, setting(5, 2 ** 24))],
    'ENABLE_CONNECT_PROTOCOL 2': [protocolError, frame(FrameType.settings, 0, 0, setting(8, 2))],
    'a window that SETTINGS make too large': [
      flowControlError,
      open,
      frame(FrameType.windowUpdate, 0, 1, uint32(2 ** 31 - 1 - 65_535)),
      frame(FrameType.settings, 0, 0, setting(4, 65_536)),
    ],
    PUSH_PROMISE: [protocolError, frame(5, endHeaders, 1, uint32(2))],
    'PING on a stream': [protocolError, frame(FrameType.ping, 0, 1, Buffer.alloc(8))],
    'PING of another size': [frameSizeError, frame(FrameType.ping, 0, 0, Buffer.alloc(6))],
    'GOAWAY on a stream': [protocolError, frame(FrameType.goaway, 0, 1, Buffer.alloc(8))],
    'GOAWAY of another size': [frameSizeError, frame(FrameType.goaway, 0, 0, Buffer.alloc(7))],
    'WINDOW_UPDATE of 0 on the connection': [protocolError, frame(FrameType.windowUpdate, 0, 0, uint32(0))],
    'WINDOW_UPDATE on an idle stream': [protocolError, frame(FrameType.windowUpdate, 0, 1, uint32(1))],
    'WINDOW_UPDATE of another size': [frameSizeError, frame(FrameType.windowUpdate, 0, 0, Buffer.alloc(3))],
    'a window of the connection that is too large': [
      flowControlError,
      frame(FrameType.windowUpdate, 0, 0, uint32(2 ** 31 - 1)),
    ],
    'CONTINUATION of nothing': [protocolError, frame(FrameType.continuation, endHeaders, 1, fields(...getFields))],
    'CONTINUATION of another stream': [
      protocolError,
      frame(FrameType.headers, 0, 1, fields(...getFields)),
      frame(FrameType.continuation, endHeaders, 3, fields(['a', 'b'])),
    ],
    'another frame amid a header block': [
      protocolError,
      frame(FrameType.headers, 0, 1, fields(...getFields)),
      frame(FrameType.ping, 0, 0, Buffer.alloc(8)),
    ],
    'a value between tabs': [protocolError, request(1, [...getFields, ['a', '\tb\t']])],
    'an empty name': [protocolError, request(1, [...getFields, ['', 'b']])],
    'a line feed in a value': [protocolError, request(1, [...getFields, ['a', 'b\nc: d']])],
    'a NUL in a value': [protocolError, request(1, [...getFields, ['a', 'b\0']])],
    'a colon in a name': [protocolError, request(1, [...getFields, ['a:b', 'c']])],
    'a space in a path': [protocolError, request(1, [...getFields.slice(0, 3), [':path', '/a b']])],
    'a method that is no token': [protocolError, request(1, [[':method', 'G ET'], ...getFields.slice(1)])],
    'a content-length that is no number': [protocolError, request(1, [...post, ['content-length', '+1']], 0)],
    'a content-length without content': [protocolError, request(1, [...post, ['content-length', '1']])],
    ':protocol without CONNECT': [protocolError, request(1, [...getFields, [':protocol', 'websocket']])],
    'CONNECT with a path': [protocolError, request(1, [[':method', 'CONNECT'], ...getFields.slice(1)])],
    'two hosts': [protocolError, request(1, [...getFields, ['host', 'example.com'], ['host', 'example.com']])],
  };
  for (const [name, [code, ...frames]] of Object.entries(breaking)) {
    it(`ends the connection for ${name}`, async () => {
      const client = await connect();
      await client.send(preface, ...frames);
      const goaway = await client.find(({ type }) => type === FrameType.goaway);
      assert.equal(goaway?.payload.readUInt32BE(4), code);
      await client.closed;
      for (const { events } of server.requests) assert.deepEqual(events, ['reset:protocol-error']);
      assert.equal(server.connectionErrors, 1);
    });
  }

  const resetting: Record<string, [number, ...Uint8Array[]]> = {
    'DATA after the end of the request': [streamClosed, whole, body(1, 'x')],
    'HEADERS after the end of the request': [streamClosed, whole, request(1, [['a', 'b']])],
    'DATA beyond the window of the stream': [
      flowControlError,
      open,
      body(1, 'x'.repeat(16_384)),
      ...Array.from({ length: 4 }, () => body(1, 'x'.repeat(16_384))),
    ],
    'WINDOW_UPDATE of 0 on a stream': [protocolError, open, frame(FrameType.windowUpdate, 0, 1, uint32(0))],
    'a window that is too large': [flowControlError, open, frame(FrameType.windowUpdate, 0, 1, uint32(2 ** 31 - 1))],
    'more content than content-length': [
      protocolError,
      request(1, [...post, ['content-length', '2']], 0),
      body(1, 'abc'),
    ],
    'less content than content-length, and trailers': [
      protocolError,
      request(1, [...post, ['content-length', '2']], 0),
      body(1, 'a'),
      request(1, [['a', 'b']]),
    ],
  };
  for (const [name, [code, ...frames]] of Object.entries(resetting)) {
    it(`resets the stream for ${name}, and serves on`, async () => {
      const client = await connect({
        initialStreamWindowBytes: 65_535,
        onRequest: ({ stream, head }) => {
          stream.pause();
          if (head?.path === '/next') stream.sendHead({ status: 204, headers: new Headers() }, true);
        },
      });
      await client.send(preface, ...frames);
      const answer = await client.find(({ type }) => type === FrameType.resetStream);
      assert.deepEqual([answer?.stream, answer?.payload.readUInt32BE(0)], [1, code]);
      assert.deepEqual(server.requests[0]?.events, ['reset:protocol-error']);
      await client.send(request(3, [...getFields.slice(0, 3), [':path', '/next']]));
      assert.ok(await client.find(({ type, stream }) => type === FrameType.headers && stream === 3));
    });
  }

  it('ends the connection for HEADERS on a stream that is done', async () => {
    const client = await connect({
      onRequest: ({ stream }) => stream.sendHead({ status: 204, headers: new Headers() }, true),
    });
    await client.send(preface, whole);
    await client.find(({ type }) => type === FrameType.headers);
    await client.send(whole);
    const goaway = await client.find(({ type }) => type === FrameType.goaway);
    assert.equal(goaway?.payload.readUInt32BE(4), streamClosed);
  });

  it('ignores what a client sent before it heard that its stream was reset', async () => {
    const client = await connect({
      onRequest: ({ stream, head }) => {
        if (head?.method === 'POST') stream.reset('local-reset');
        else stream.sendHead({ status: 204, headers: new Headers() }, true);
      },
    });
    const late = [body(1, 'x'), frame(FrameType.windowUpdate, 0, 1, uint32(1)), request(1, [['a', 'b']]), reset(1)];
    await client.send(preface, open, ...late, request(3));
    assert.ok(await client.find(({ type, stream }) => type === FrameType.headers && stream === 3));
    assert.equal(client.frames.filter(({ type }) => type === FrameType.resetStream).length, 1);
  });

  it('ignores frames and settings that nobody knows, and priorities', async () => {
    const client = await connect({
      onRequest: ({ stream }) => stream.sendHead({ status: 204, headers: new Headers() }, true),
    });
    const ignored = [frame(0xab, 0xff, 0, Buffer.from('x')), frame(FrameType.settings, 0, 0, setting(0xab, 1))];
    await client.send(preface, ...ignored, frame(2, 0, 3, Buffer.from([0, 0, 0, 1, 7])), whole);
    assert.ok(await client.find(({ type }) => type === FrameType.headers));
  });

  it('takes a head in many frames, with padding and a priority', async () => {
    const client = await connect();
    const block = fields(...getFields);
    const first = Buffer.concat([Buffer.from([2, 0, 0, 0, 0, 7]), block.subarray(0, 5), Buffer.alloc(2)]);
    await client.send(
      preface,
      frame(FrameType.headers, padded | priority | endStream, 1, first),
      frame(FrameType.continuation, 0, 1, block.subarray(5, 20)),
      frame(FrameType.continuation, endHeaders, 1, block.subarray(20)),
    );
    assert.equal((await server.request()).head?.authority, 'example.com');
  });

  it('sends no more than the windows take, in turns', async () => {
    const client = await connect();
    await client.send(preface, frame(FrameType.settings, 0, 0, setting(4, 10)), request(1), request(3));
    for (const index of [0, 1]) {
      const { stream } = await server.request(index);
      stream.sendHead({ status: 200, headers: new Headers() }, false);
      stream.sendData(Buffer.from('0123456789abcdefghij'), true);
    }
    const data = () =>
      client.frames.flatMap(({ type, stream, payload, flags }) =>
        type === FrameType.data ? [`${stream} ${payload} ${flags}`] : [],
      );
    await client.find(() => data().length === 2);
    assert.deepEqual(data(), ['1 0123456789 0', '3 0123456789 0']);
    // Smaller windows take back what was given (RFC 9113 section 6.9.2): 5 - 10 + 8 leaves room for three bytes.
    const smaller = frame(FrameType.settings, 0, 0, setting(4, 5));
    await client.send(smaller, frame(FrameType.windowUpdate, 0, 1, uint32(8)));
    await client.find(() => data().length === 3);
    assert.equal(data()[2], '1 abc 0');
    await client.send(frame(FrameType.settings, 0, 0, setting(4, 100)));
    await client.find(() => data().length === 5);
    assert.deepEqual(data().slice(3), ['1 defghij 1', '3 abcdefghij 1']);
  });

  it('gives the windows back as content is consumed, padding and dropped content too', async () => {
    const client = await connect({ initialStreamWindowBytes: 65_535, initialConnectionWindowBytes: 65_535 });
    await client.send(preface, open, request(3, post, 0));
    const first = await server.request(0);
    const second = await server.request(1);
    second.stream.reset('local-reset');
    const padding = frame(FrameType.data, padded, 1, Buffer.concat([Buffer.from([200]), Buffer.alloc(16_000)]));
    const given = (id: number) =>
      client.frames
        .filter(({ type, stream }) => type === FrameType.windowUpdate && stream === id)
        .reduce((sum, { payload }) => sum + payload.readUInt32BE(0), 0);
    for (let i = 0; i < 20; i++) {
      const before = given(0);
      await client.send(padding, body(3, 'x'.repeat(16_000)), padding, frame(FrameType.ping, 0, 0, Buffer.alloc(8)));
      await client.find(() => given(0) > before);
    }
    assert.ok(given(1) > 40 * 16_001 - 65_535);
    assert.equal(first.body.length, 40 * (16_000 - 200));
    assert.deepEqual(first.events, []);
  });
});
