import assert from 'node:assert/strict';
import { once } from 'node:events';
import http2 from 'node:http2';
import net from 'node:net';
import { CircuitBreaker } from '../../../src/engine/cluster/circuit-breaker.ts';
import { Http2Pool, type Http2PoolOptions } from '../../../src/engine/cluster/http2-pool.ts';
import { Headers } from '../../../src/engine/http/headers.ts';
import type {
  ClientStream,
  ClientStreamHandler,
  PoolCallbacks,
  RequestHead,
  ResetReason,
  ResponseHead,
} from '../../../src/engine/http/stream.ts';
import { clusterStats } from '../../../src/engine/stats/layouts.ts';
import { StatScope } from '../../../src/engine/stats/stat-scope.ts';
import { TimerWheel } from '../../../src/engine/timer-wheel.ts';
import { endHeaders, FrameType, frame } from '../../support/http2-frames.ts';

const get = (path: string): RequestHead => ({
  method: 'GET',
  scheme: 'http',
  authority: 'example.com',
  path,
  headers: new Headers(['x-a', '1', 'x-a', '2', 'connection', 'close']),
  upgrade: undefined,
});

/** One request through a pool, with what became of it. */
class Exchange implements ClientStreamHandler, PoolCallbacks {
  stream: ClientStream | undefined;
  informational: number[] = [];
  head: ResponseHead | undefined;
  body = '';
  trailers: readonly string[] = [];
  failure: ResetReason | undefined;
  details = '';
  writable = 0;
  ended = false;
  readonly #send: (stream: ClientStream) => void;
  #waiting: (() => void)[] = [];

  constructor(send: (stream: ClientStream) => void) {
    this.#send = send;
  }

  onReady(stream: ClientStream): void {
    this.stream = stream;
    this.#send(stream);
    this.#changed();
  }

  onFailure(reason: ResetReason, details: string): void {
    this.onReset(reason, details);
  }

  onInformational(head: ResponseHead): void {
    this.informational.push(head.status);
  }

  onHead(head: ResponseHead, end: boolean): void {
    this.head = head;
    this.ended = end;
    this.#changed();
  }

  onData(chunk: Buffer, end: boolean): void {
    this.body += chunk.toString('latin1');
    this.ended = end;
    this.#changed();
  }

  onTrailers(trailers: Headers): void {
    this.trailers = trailers.flat;
    this.ended = true;
    this.#changed();
  }

  onReset(reason: ResetReason, details: string): void {
    this.failure = reason;
    this.details = details;
    this.#changed();
  }

  onWritable(): void {
    this.writable++;
    this.#changed();
  }

  async until(holds: () => boolean): Promise<this> {
    while (!holds()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return this;
  }

  over(): Promise<this> {
    return this.until(() => this.ended || this.failure !== undefined);
  }

  #changed(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

type Serve = (stream: http2.ServerHttp2Stream, headers: http2.IncomingHttpHeaders, raw: string[]) => void;

describe('HTTP/2 to upstreams', () => {
  let server: http2.Http2Server;
  let pool: Http2Pool;
  let breaker: CircuitBreaker;
  const sessions: http2.ServerHttp2Session[] = [];
  const sockets: net.Socket[] = [];

  async function start(
    serve: Serve,
    options: Partial<Http2PoolOptions> & { readonly settings?: http2.Settings } = {},
  ): Promise<void> {
    const { settings, ...poolOptions } = options;
    server = http2.createServer(settings === undefined ? {} : { settings });
    server.on('session', (session) => {
      sessions.push(session);
      session.on('error', () => {});
    });
    server.on('stream', (stream: http2.ServerHttp2Stream, headers: http2.IncomingHttpHeaders, ...rest: unknown[]) => {
      stream.on('error', () => {});
      serve(stream, headers, rest[1] as string[]);
    });
    server.on('connection', (socket) => sockets.push(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    createPool((server.address() as net.AddressInfo).port, poolOptions);
  }

  function createPool(port: number, options: Partial<Http2PoolOptions> = {}): void {
    breaker = options.circuitBreaker ?? new CircuitBreaker();
    pool = new Http2Pool({
      connect: () => net.connect(port, '127.0.0.1'),
      wheel: new TimerWheel(),
      circuitBreaker: breaker,
      stats: new StatScope('cluster.test', clusterStats),
      ...options,
    });
  }

  function send(path: string): Exchange {
    const exchange = new Exchange((stream) => stream.sendHead(get(path), true));
    pool.newStream(exchange, exchange);
    return exchange;
  }

  const answer: Serve = (stream, headers) => {
    stream.respond({ ':status': 200 });
    stream.end(String(headers[':path']));
  };

  afterEach(() => {
    pool.drain();
    for (const session of sessions.splice(0)) session.destroy();
    server.close();
  });

  it('sends requests side by side on one connection', async () => {
    await start(answer);
    const exchanges = await Promise.all(['/1', '/2', '/3'].map((path) => send(path).over()));
    assert.deepEqual(
      exchanges.map(({ body }) => body),
      ['/1', '/2', '/3'],
    );
    assert.equal(pool.connections, 1);
    assert.equal((await send('/4').over()).body, '/4');
    assert.equal(sessions.length, 1);
    assert.match(exchanges[0]?.stream?.upstreamAddress ?? '', /^127\.0\.0\.1:\d+$/);
  });

  it('sends pseudo-headers and fields as they are, and nothing of the connection', async () => {
    let seen: string[] = [];
    await start((stream, headers, raw) => {
      seen = raw;
      answer(stream, headers, raw);
    });
    await send('/a?b').over();
    assert.deepEqual(seen, [
      ':method',
      'GET',
      ':scheme',
      'http',
      ':path',
      '/a?b',
      ':authority',
      'example.com',
      'x-a',
      '1',
      'x-a',
      '2',
    ]);
  });

  it('passes bodies, informational heads and trailers both ways', async () => {
    let received: http2.IncomingHttpHeaders | undefined;
    await start((stream) => {
      stream.on('trailers', (trailers: http2.IncomingHttpHeaders) => {
        received = trailers;
      });
      stream.additionalHeaders({ ':status': 103 });
      stream.respond({ ':status': 200, 'set-cookie': ['a', 'b'] }, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
      stream.pipe(stream);
    });
    const exchange = new Exchange((stream) => {
      stream.sendHead({ ...get('/'), method: 'POST' }, false);
      stream.sendData(Buffer.from('hel'), false);
      stream.sendData(Buffer.from('lo'), false);
      stream.sendTrailers(new Headers(['x-sum', '5']));
    });
    pool.newStream(exchange, exchange);
    await exchange.over();
    assert.deepEqual([exchange.informational, exchange.head?.status, exchange.body], [[103], 200, 'hello']);
    assert.deepEqual(exchange.head?.headers.getAll('set-cookie'), ['a', 'b']);
    assert.deepEqual(exchange.trailers, ['grpc-status', '0']);
    assert.equal(received?.['x-sum'], '5');
    while (pool.activeStreams > 0) await new Promise(setImmediate);
  });

  it('waits with more requests than the server takes', async () => {
    const open: http2.ServerHttp2Stream[] = [];
    await start((stream) => open.push(stream), { settings: { maxConcurrentStreams: 2 }, maxConcurrentStreams: 2 });
    const first = [send('/1'), send('/2')];
    await Promise.all(first.map((exchange) => exchange.until(() => exchange.stream !== undefined)));
    const third = send('/3');
    await third.until(() => third.stream !== undefined);
    // As Envoy, another connection takes what the first has no room for.
    assert.equal(pool.connections, 2);
  });

  it('lets an old connection finish and makes a new one', async () => {
    let now = 0;
    const wheel = new TimerWheel({ clock: () => now });
    const open: http2.ServerHttp2Stream[] = [];
    await start((stream) => open.push(stream), { maxAge: { ms: 10_000, wheel } });
    const first = send('/1');
    while (open.length === 0) await new Promise(setImmediate);
    now += 11_000;
    wheel.advance();
    const second = send('/2');
    await second.until(() => second.stream !== undefined);
    assert.equal(pool.connections, 2);
    for (const stream of open) stream.respond({ ':status': 204 }, { endStream: true });
    await first.over();
    while (pool.connections > 1) await new Promise(setImmediate);
  });

  it('closes a connection whose server does not answer a PING', async () => {
    let now = 0;
    const wheel = new TimerWheel({ clock: () => now });
    const open: http2.ServerHttp2Stream[] = [];
    await start((stream) => open.push(stream), { pings: { intervalMs: 10_000, timeoutMs: 5000 }, wheel });
    const first = send('/1');
    while (open.length === 0) await new Promise(setImmediate);
    const pinged = once(sessions[0] as http2.ServerHttp2Session, 'ping');
    now += 11_000;
    wheel.advance();
    await pinged;
    // The answer has come back when something sent after it has.
    const second = send('/2');
    while (open.length < 2) await new Promise(setImmediate);
    open[1]?.respond({ ':status': 204 }, { endStream: true });
    await second.over();
    now += 6000;
    wheel.advance();
    assert.equal(pool.connections, 1);
    for (const socket of sockets) socket.pause();
    now += 5000;
    wheel.advance();
    now += 6000;
    wheel.advance();
    await first.over();
    while (pool.connections > 0) await new Promise(setImmediate);
  });

  it('waits where the circuit breaker allows no other connection', async () => {
    const open: http2.ServerHttp2Stream[] = [];
    const circuitBreaker = new CircuitBreaker([{ maxConnections: 1 }]);
    await start((stream) => open.push(stream), { circuitBreaker, maxConcurrentStreams: 1 });
    const first = send('/1');
    await first.until(() => first.stream !== undefined);
    const second = send('/2');
    while (open.length === 0) await new Promise(setImmediate);
    assert.equal(second.stream, undefined);
    assert.equal(breaker.pendingRequests, 1);
    open[0]?.respond({ ':status': 204 }, { endStream: true });
    await second.until(() => second.stream !== undefined);
    assert.deepEqual([pool.connections, breaker.pendingRequests, breaker.requests], [1, 0, 1]);
  });

  it('fails what exceeds the circuit breaker', async () => {
    await start(() => {}, { circuitBreaker: new CircuitBreaker([{ maxRequests: 1, maxPendingRequests: 1 }]) });
    const first = send('/1');
    assert.equal(send('/2').failure, 'overflow');
    await first.until(() => first.stream !== undefined);
    assert.equal(send('/3').failure, 'overflow');
  });

  it('forgets a request that is cancelled while it waits', async () => {
    await start(answer);
    const exchange = new Exchange(() => assert.fail('it was cancelled'));
    pool.newStream(exchange, exchange)?.cancel();
    assert.equal(breaker.pendingRequests, 0);
    assert.equal((await send('/').over()).body, '/');
  });

  it('says why it cannot connect', async () => {
    await start(answer);
    const dead = net.createServer().listen(0, '127.0.0.1');
    await once(dead, 'listening');
    const { port } = dead.address() as net.AddressInfo;
    dead.close();
    await once(dead, 'close');
    createPool(port);
    const { failure, details } = await send('/').over();
    assert.deepEqual([failure, details], ['connection-failure', 'delayed connect error: Connection refused']);
    assert.deepEqual([pool.connections, breaker.connections, breaker.pendingRequests], [0, 0, 0]);
  });

  it('reports a stream that the server refuses as safe to retry', async () => {
    await start((stream) => stream.close(http2.constants.NGHTTP2_REFUSED_STREAM));
    assert.equal((await send('/').over()).failure, 'remote-refused-stream');
    assert.equal(pool.connections, 1);
  });

  for (const code of [http2.constants.NGHTTP2_INTERNAL_ERROR, http2.constants.NGHTTP2_NO_ERROR]) {
    it(`does not take a response for whole that breaks off with code ${code}`, async () => {
      await start(answer);
      const raw = net.createServer((socket) => {
        socket.on('error', () => {});
        socket.once('data', () => {
          // :status 200 from the static table, a part of a body, and the reset in one packet
          const head = frame(FrameType.headers, endHeaders, 1, Buffer.from([0x88]));
          const body = frame(FrameType.data, 0, 1, Buffer.from('par'));
          const reset = frame(FrameType.resetStream, 0, 1, Buffer.from([0, 0, 0, code]));
          socket.write(Buffer.concat([frame(FrameType.settings, 0, 0), head, body, reset]));
        });
      });
      raw.listen(0, '127.0.0.1');
      await once(raw, 'listening');
      createPool((raw.address() as net.AddressInfo).port);
      const exchange = await send('/').over();
      raw.close();
      assert.deepEqual([exchange.head?.status, exchange.ended, breaker.requests], [200, false, 0]);
      assert.equal(exchange.failure, 'remote-reset');
    });
  }

  it('reports the end of the connection', async () => {
    await start(() => sockets.at(-1)?.destroy());
    assert.equal((await send('/').over()).failure, 'connection-termination');
    await new Promise(setImmediate);
    assert.deepEqual([pool.connections, breaker.connections, breaker.requests], [0, 0, 0]);
  });

  it('makes another connection after GOAWAY, and finishes what was begun', async () => {
    const held: http2.ServerHttp2Stream[] = [];
    await start((stream, headers, raw) => {
      if (headers[':path'] !== '/held') return answer(stream, headers, raw);
      held.push(stream);
      stream.session?.close();
    });
    const first = send('/held');
    while (held.length === 0) await new Promise(setImmediate);
    await new Promise(setImmediate);
    assert.equal((await send('/other').over()).body, '/other');
    assert.equal(sessions.length, 2);
    held[0]?.respond({ ':status': 200 });
    held[0]?.end('late');
    assert.equal((await first.over()).body, 'late');
  });

  it('closes a connection after as many requests as it may carry', async () => {
    await start(answer, { maxRequestsPerConnection: 2 });
    for (const path of ['/1', '/2', '/3']) assert.equal((await send(path).over()).body, path);
    assert.equal(sessions.length, 2);
  });

  it('stops and goes on reading, and says when there is room to write', async () => {
    let received = 0;
    const held: http2.ServerHttp2Stream[] = [];
    await start((stream) => {
      stream.pause();
      stream.on('data', (chunk: Buffer) => {
        received += chunk.length;
      });
      held.push(stream);
      stream.respond({ ':status': 200 });
      stream.end('x'.repeat(500_000));
    });
    const exchange = new Exchange((stream) => {
      stream.pause();
      stream.sendHead({ ...get('/'), method: 'POST' }, false);
      while (stream.sendData(Buffer.alloc(16_384), false));
    });
    pool.newStream(exchange, exchange);
    await exchange.until(() => exchange.head !== undefined);
    assert.equal(exchange.body, '');
    held[0]?.resume();
    await exchange.until(() => exchange.writable > 0);
    while (received === 0) await new Promise(setImmediate);
    exchange.stream?.resume();
    await exchange.over();
    assert.equal(exchange.body.length, 500_000);
  });

  it('cancels the stream of a request that is reset', async () => {
    const closed = new Promise<number | undefined>((resolve) => {
      void start((stream) => stream.on('close', () => resolve(stream.rstCode))).then(() => {
        const exchange = new Exchange((stream) => {
          stream.sendHead(get('/'), true);
          setImmediate(() => stream.reset('local-reset'));
        });
        pool.newStream(exchange, exchange);
      });
    });
    assert.equal(await closed, http2.constants.NGHTTP2_CANCEL);
  });

  it('makes an extended CONNECT of an upgrade, and 101 of its 200', async () => {
    await start(
      (stream, headers, raw) => {
        if (headers[':path'] === '/') {
          answer(stream, headers, raw);
          return;
        }
        assert.deepEqual(
          [headers[':method'], headers[':protocol'], headers.upgrade],
          ['CONNECT', 'websocket', undefined],
        );
        stream.respond({ ':status': 200 });
        stream.pipe(stream);
      },
      { settings: { enableConnectProtocol: true } },
    );
    await send('/').over();
    const upgrade: RequestHead = {
      ...get('/chat'),
      headers: new Headers(['upgrade', 'websocket']),
      upgrade: 'websocket',
    };
    const exchange = new Exchange((stream) => {
      stream.sendHead(upgrade, false);
      stream.sendData(Buffer.from('ping'), false);
    });
    pool.newStream(exchange, exchange);
    await exchange.until(() => exchange.body === 'ping');
    assert.equal(exchange.head?.status, 101);
    exchange.stream?.sendData(Buffer.alloc(0), true);
    await exchange.over();
  });
});
