import assert from 'node:assert/strict';
import { once } from 'node:events';
import http2 from 'node:http2';
import { Headers } from '../../../../src/engine/http/headers.ts';
import {
  endStream,
  FrameClient,
  FrameType,
  frame,
  getFields,
  preface,
  request,
} from '../../../support/http2-frames.ts';
import { type RecordedRequest, RecordingServer, type RecordingServerOptions } from './recording-server.ts';

interface Answer {
  readonly status: number;
  readonly headers: http2.IncomingHttpHeaders;
  readonly body: string;
  readonly trailers: http2.IncomingHttpHeaders | undefined;
}

async function answerOf(stream: http2.ClientHttp2Stream): Promise<Answer> {
  const [headers] = (await once(stream, 'response')) as [http2.IncomingHttpHeaders & { ':status': number }];
  let trailers: http2.IncomingHttpHeaders | undefined;
  stream.on('trailers', (fields: http2.IncomingHttpHeaders) => {
    trailers = fields;
  });
  let body = '';
  for await (const chunk of stream) body += chunk;
  return { status: headers[':status'], headers, body, trailers };
}

describe('HTTP/2 from clients', () => {
  let server: RecordingServer;
  let session: http2.ClientHttp2Session;
  const sessions: http2.ClientHttp2Session[] = [];

  async function start(options?: RecordingServerOptions): Promise<number> {
    server = new RecordingServer(options);
    const port = await server.listen();
    session = http2.connect(`http://127.0.0.1:${port}`);
    session.on('error', () => {});
    sessions.push(session);
    return port;
  }

  afterEach(() => {
    for (const client of sessions.splice(0)) client.destroy();
    server.close();
  });

  it('hands up a request head without pseudo-headers and joins cookie crumbs', async () => {
    await start();
    const stream = session.request({
      ':method': 'GET',
      ':path': '/a?b#fragment',
      ':authority': 'example.com:80',
      cookie: ['a=1', 'b=2'],
      'x-twice': ['1', '2'],
    });
    const { status } = await answerOf(stream);
    const { head, ended } = server.requests[0] as RecordedRequest;
    assert.equal(status, 200);
    assert.equal(ended, true);
    assert.deepEqual(head, {
      method: 'GET',
      scheme: 'http',
      authority: 'example.com:80',
      path: '/a?b',
      headers: new Headers(['cookie', 'a=1; b=2', 'x-twice', '1', 'x-twice', '2']),
      upgrade: undefined,
    });
  });

  it('passes bodies and trailers both ways', async () => {
    await start({
      onRequest: (recorded) => {
        const { stream } = recorded;
        stream.sendHead(
          { status: 200, headers: new Headers(['x-a', '1', 'set-cookie', 'a', 'set-cookie', 'b']) },
          false,
        );
        void recorded
          .until(() => recorded.ended)
          .then(() => {
            stream.sendData(Buffer.from(recorded.body), false);
            stream.sendTrailers(new Headers(['grpc-status', '0']));
          });
      },
    });
    const stream = session.request({ ':method': 'POST', ':path': '/' }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'x-sum': '5', te: 'trailers' }));
    stream.end('hello');
    const answer = await answerOf(stream);
    assert.equal(answer.body, 'hello');
    assert.deepEqual(answer.headers['set-cookie'], ['a', 'b']);
    assert.equal(answer.trailers?.['grpc-status'], '0');
    assert.deepEqual(server.requests[0]?.trailers, ['x-sum', '5']);
    assert.deepEqual(server.requests[0]?.events, []);
  });

  it('sends informational heads before the final one', async () => {
    await start({
      onRequest: ({ stream }) => {
        stream.sendInformational(103, new Headers(['link', '</a>']));
        stream.sendHead({ status: 204, headers: new Headers() }, true);
      },
    });
    const stream = session.request({ ':path': '/' });
    const [informational] = (await once(stream, 'headers')) as [http2.IncomingHttpHeaders];
    assert.equal(informational.link, '</a>');
    assert.equal((await answerOf(stream)).status, 204);
  });

  it('ends a stream without an error whose answer comes before the request is complete', async () => {
    const port = await start({
      onRequest: ({ stream }) => {
        stream.sendHead({ status: 413, headers: new Headers() }, false);
        stream.sendData(Buffer.from('too large'), true);
      },
    });
    const client = new FrameClient(port);
    await client.send(preface, request(1, [[':method', 'POST'], ...getFields.slice(1)], 0));
    assert.equal(await client.resetCode(1), http2.constants.NGHTTP2_NO_ERROR);
    const frames = client.frames.filter(({ stream }) => stream === 1);
    assert.equal(frames.at(-1)?.type, FrameType.resetStream);
    assert.ok(frames.some(({ payload }) => payload.toString() === 'too large'));
    assert.ok(frames.some(({ type, flags }) => type === FrameType.data && (flags & endStream) !== 0));
    client.socket.destroy();
  });

  it('ends a stream whose answer is a head alone in the same way', async () => {
    const client = new FrameClient(await start());
    await client.send(preface, request(1, [[':method', 'POST'], ...getFields.slice(1)], 0));
    assert.equal(await client.resetCode(1), http2.constants.NGHTTP2_NO_ERROR);
    const head = client.frames.find(({ type }) => type === FrameType.headers);
    assert.ok(head !== undefined && (head.flags & endStream) !== 0);
    client.socket.destroy();
  });

  it('stops taking a body while paused and goes on when resumed', async () => {
    await start({ initialStreamWindowBytes: 65_535, onRequest: ({ stream }) => stream.pause() });
    const stream = session.request({ ':method': 'POST', ':path': '/' });
    stream.end(Buffer.alloc(1_000_000, 'x'));
    const recorded = await server.request();
    const other = await answerOfPing(session);
    assert.equal(other, true);
    assert.equal(recorded.body, '');
    recorded.stream.resume();
    await recorded.until(() => recorded.ended);
    assert.equal(recorded.body.length, 1_000_000);
    recorded.stream.sendHead({ status: 200, headers: new Headers() }, true);
    assert.equal((await answerOf(stream)).status, 200);
  });

  it('reports back-pressure and says when there is room again', async () => {
    await start({ onRequest: () => {} });
    const stream = session.request({ ':path': '/' });
    stream.pause();
    const recorded = await server.request();
    const down = recorded.stream;
    down.sendHead({ status: 200, headers: new Headers() }, false);
    let sent = 0;
    while (down.sendData(Buffer.alloc(16_384), false)) sent++;
    assert.ok(sent < 100);
    assert.deepEqual(recorded.events, []);
    stream.resume();
    await recorded.until(() => recorded.events.includes('writable'));
    down.sendData(Buffer.alloc(0), true);
    await once(stream, 'close');
  });

  it('copies what it is given to send', async () => {
    await start({ onRequest: () => {} });
    const stream = session.request({ ':path': '/' });
    const { stream: down } = await server.request();
    const chunk = Buffer.from('mine');
    down.sendHead({ status: 200, headers: new Headers() }, false);
    down.sendData(chunk, false);
    chunk.fill('?');
    down.sendData(Buffer.alloc(0), true);
    assert.equal((await answerOf(stream)).body, 'mine');
  });

  it('reports a reset by the client, and none after the response is complete', async () => {
    await start({ onRequest: () => {} });
    const stream = session.request({ ':path': '/' });
    const recorded = await server.request();
    stream.close(http2.constants.NGHTTP2_CANCEL);
    await recorded.until(() => recorded.events.length > 0);
    assert.deepEqual(recorded.events, ['reset:remote-reset']);
  });

  it('does not take a request for whole that is reset in the middle of its body', async () => {
    for (const code of [http2.constants.NGHTTP2_NO_ERROR, http2.constants.NGHTTP2_CANCEL]) {
      const client = new FrameClient(await start({ onRequest: () => {} }));
      const head = request(1, [[':method', 'POST'], ...getFields.slice(1)], 0);
      await client.send(preface, head, frame(FrameType.data, 0, 1, Buffer.from('par')));
      const recorded = await server.request();
      await recorded.until(() => recorded.body === 'par');
      await client.send(frame(FrameType.resetStream, 0, 1, Buffer.from([0, 0, 0, code])));
      await recorded.until(() => recorded.events.length > 0);
      assert.deepEqual([recorded.ended, recorded.events], [false, ['reset:remote-reset']]);
      client.socket.destroy();
      server.close();
    }
  });

  it('reports the end of the connection to every stream', async () => {
    await start({ onRequest: () => {} });
    session.request({ ':path': '/' }).on('error', () => {});
    const recorded = await server.request();
    session.destroy();
    await recorded.until(() => recorded.events.length > 0);
    assert.deepEqual(recorded.events, ['reset:connection-termination']);
  });

  it('resets a response that breaks off so that it is not taken for whole', async () => {
    await start({
      onRequest: ({ stream }) => {
        stream.sendHead({ status: 200, headers: new Headers() }, false);
        stream.sendData(Buffer.from('par'), false);
        stream.reset('connection-termination');
      },
    });
    const stream = session.request({ ':path': '/' });
    await assert.rejects(answerOf(stream), { code: 'ERR_HTTP2_STREAM_ERROR' });
    assert.equal(stream.rstCode, http2.constants.NGHTTP2_INTERNAL_ERROR);
  });

  it('answers HEAD, 204 and 304 without a body', async () => {
    await start({
      onRequest: ({ head, stream }) => {
        const status = Number(head?.path.slice(1));
        stream.sendHead({ status, headers: new Headers(['content-length', '5']) }, head?.method === 'HEAD');
        stream.sendData(Buffer.from('hello'), true);
      },
    });
    const head = await answerOf(session.request({ ':method': 'HEAD', ':path': '/200' }));
    assert.deepEqual([head.status, head.headers['content-length'], head.body], [200, '5', '']);
    assert.equal((await answerOf(session.request({ ':path': '/304' }))).body, '');
  });

  it('takes an extended CONNECT for an upgrade, and hands up its bytes once 101 is sent', async () => {
    await start({ onRequest: () => {} });
    await once(session, 'remoteSettings');
    const stream = session.request({
      ':method': 'CONNECT',
      ':protocol': 'websocket',
      ':scheme': 'http',
      ':path': '/chat',
      ':authority': 'example.com',
    });
    stream.write('early');
    const recorded = await server.request();
    assert.deepEqual([recorded.head?.method, recorded.head?.upgrade, recorded.ended], ['GET', 'websocket', false]);
    assert.equal(recorded.head?.headers.get('upgrade'), 'websocket');
    await answerOfPing(session);
    assert.equal(recorded.body, '');
    recorded.stream.sendHead({ status: 101, headers: new Headers(['upgrade', 'websocket']) }, false);
    const [headers] = (await once(stream, 'response')) as [http2.IncomingHttpHeaders];
    assert.deepEqual([headers[':status'], headers.upgrade], [200, undefined]);
    await recorded.until(() => recorded.body === 'early');
    recorded.stream.sendData(Buffer.from('back'), true);
    stream.setEncoding('utf8');
    assert.deepEqual(await once(stream, 'data'), ['back']);
  });

  it('advertises its limits', async () => {
    await start();
    const [settings] = (await once(session, 'remoteSettings')) as [http2.Settings];
    assert.equal(settings.maxConcurrentStreams, 100);
    assert.equal(settings.enableConnectProtocol, true);
  });

  it('drains: gives notice, then says which streams are served, finishes them and closes', async () => {
    const port = await start({ onRequest: () => {} });
    const client = new FrameClient(port);
    client.answersPings = false;
    await client.send(preface, request(1));
    await server.request();
    server.codecs.at(-1)?.drain();
    const ping = await client.find(({ type }) => type === FrameType.ping);
    await client.send(request(3), frame(FrameType.ping, 1, 0, ping?.payload));
    const goaways = () => client.frames.filter(({ type }) => type === FrameType.goaway);
    await client.find(() => goaways().length === 2);
    assert.deepEqual(
      goaways().map(({ payload }) => [payload.readUInt32BE(0), payload.readUInt32BE(4)]),
      [
        [2 ** 31 - 1, 0],
        [3, 0],
      ],
    );
    await client.send(request(5));
    assert.equal((await client.find(({ stream }) => stream === 5))?.type, FrameType.resetStream);
    for (const { stream } of server.requests) stream.sendHead({ status: 200, headers: new Headers() }, true);
    await client.closed;
    assert.equal(client.frames.filter(({ type }) => type === FrameType.headers).length, 2);
  });

  it('drains a client that does not answer, too', async () => {
    const client = new FrameClient(await start({ onRequest: () => {} }));
    client.answersPings = false;
    await client.send(preface);
    await client.find(({ type, flags }) => type === FrameType.settings && flags === 1);
    server.codecs.at(-1)?.drain();
    await server.advance(5000);
    await client.closed;
    assert.equal(client.frames.filter(({ type }) => type === FrameType.goaway).length, 2);
  });

  it('closes an idle connection at once when draining', async () => {
    await start();
    assert.equal((await answerOf(session.request({ ':path': '/' }))).status, 200);
    server.codecs[0]?.drain();
    await once(session, 'close');
  });
});

async function answerOfPing(session: http2.ClientHttp2Session): Promise<boolean> {
  return new Promise((resolve) => {
    session.ping((error) => resolve(error === null));
  });
}

describe('malformed HTTP/2 requests', () => {
  let server: RecordingServer;
  let client: FrameClient;
  let answers = true;

  beforeEach(async () => {
    answers = true;
    server = new RecordingServer({
      onRequest: ({ stream }) => {
        if (answers) stream.sendHead({ status: 200, headers: new Headers() }, true);
      },
    });
    client = new FrameClient(await server.listen());
  });

  afterEach(() => {
    client.socket.destroy();
    server.close();
  });

  const base = getFields;
  const without = (name: string) => base.filter(([field]) => field !== name);
  const withField = (name: string, value: string): (readonly [string, string])[] => [...base, [name, value]];
  const instead = (name: string, value: string) =>
    base.map(([field, old]) => [field, field === name ? value : old] as const);

  const refused: Record<string, readonly (readonly [string, string])[]> = {
    'a name in upper case': withField('X-Foo', 'a'),
    'connection: close': withField('connection', 'close'),
    'keep-alive': withField('keep-alive', '5'),
    'transfer-encoding': withField('transfer-encoding', 'chunked'),
    'upgrade: h2c': withField('upgrade', 'h2c'),
    'te: gzip': withField('te', 'gzip'),
    'no :method': without(':method'),
    'no :path': without(':path'),
    'no :scheme': without(':scheme'),
    'two :path': [...base, [':path', '/b']],
    'a pseudo-header after a field': [...base.slice(0, 3), ['a', 'b'], [':path', '/']],
    'an unknown pseudo-header': [[':foo', 'a'], ...base],
    'a response pseudo-header': [[':status', '200'], ...base],
    'a path in :authority': instead(':authority', 'example.com/x'),
    'no :authority and no host': without(':authority'),
    'an empty :path': instead(':path', ''),
    'a path that is not absolute': instead(':path', 'x'),
    'content-length twice': [...withField('content-length', '0'), ['content-length', '1']],
  };
  for (const [name, list] of Object.entries(refused)) {
    it(`resets the stream for ${name}`, async () => {
      await client.send(preface, request(1, list));
      assert.equal(await client.resetCode(1), http2.constants.NGHTTP2_PROTOCOL_ERROR);
      assert.equal(server.requests.length, 0);
    });
  }

  const answered: Record<string, [readonly (readonly [string, string])[], string]> = {
    'userinfo in :authority': [instead(':authority', 'user@example.com'), 'http.invalid_authority'],
    'a second port in :authority': [instead(':authority', 'example.com:80:81'), 'http.invalid_authority'],
    'a host that differs from :authority': [withField('host', 'other.com'), 'http.invalid_authority'],
    'a name that looks like transfer-encoding': [
      withField('transfer_encoding', 'chunked'),
      'http2.unexpected_underscore',
    ],
    'a name that looks like content-length': [withField('content_length', '3'), 'http2.unexpected_underscore'],
    'bytes beyond ASCII in :path': [instead(':path', '/\xff'), 'path_normalization_failed'],
    'more than 100 fields': [
      [...base, ...Array.from({ length: 101 }, (_, i) => [`x-${i}`, 'a'] as const)],
      'http2.too_many_headers',
    ],
    'more than 60 KiB of fields': [
      [...base, ...Array.from({ length: 4 }, (_, i) => [`x-${i}`, 'a'.repeat(15_500)] as const)],
      'http2.headers_too_large',
    ],
  };
  for (const [name, [list, details]] of Object.entries(answered)) {
    it(`answers ${name} with an error`, async () => {
      const parts = [];
      const block = request(1, list);
      // HEADERS and CONTINUATION, each within the frame size.
      const payload = block.subarray(9);
      for (let at = 0; at === 0 || at < payload.length; at += 16_000) {
        const last = at + 16_000 >= payload.length;
        const flags = (last ? 4 : 0) | (at === 0 ? 1 : 0);
        parts.push(
          frame(at === 0 ? FrameType.headers : FrameType.continuation, flags, 1, payload.subarray(at, at + 16_000)),
        );
      }
      await client.send(preface, ...parts);
      const recorded = await server.request();
      assert.equal(recorded.head, undefined);
      assert.deepEqual(recorded.events, [`error:${details}`]);
      assert.ok(await client.find(({ type, stream }) => type === FrameType.headers && stream === 1));
    });
  }

  it('takes a host that equals :authority, and one in its place', async () => {
    await client.send(
      preface,
      request(1, withField('host', 'EXAMPLE.com')),
      request(3, [...without(':authority'), ['host', 'h']]),
    );
    assert.equal((await server.request(0)).head?.authority, 'example.com');
    assert.equal((await server.request(1)).head?.authority, 'h');
    assert.deepEqual((await server.request(1)).head?.headers.flat, []);
  });

  it('reads :scheme without regard to case', async () => {
    await client.send(preface, request(1, instead(':scheme', 'hTTpS')), request(3, instead(':scheme', 'ftp')));
    assert.equal((await server.request(0)).head?.scheme, 'https');
    assert.equal((await server.request(1)).head?.scheme, 'http');
  });

  it('resets a stream whose body is not as long as content-length says', async () => {
    answers = false;
    await client.send(
      preface,
      request(1, [...instead(':method', 'POST'), ['content-length', '5']], 0),
      frame(FrameType.data, 1, 1, Buffer.from('abc')),
    );
    assert.equal(await client.resetCode(1), http2.constants.NGHTTP2_PROTOCOL_ERROR);
  });
});
