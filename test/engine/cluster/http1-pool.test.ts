import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { CircuitBreaker } from '../../../src/engine/cluster/circuit-breaker.ts';
import { Http1Pool, type Http1PoolOptions } from '../../../src/engine/cluster/http1-pool.ts';
import { Http1Client } from '../../../src/engine/codec/http1-client.ts';
import { Headers } from '../../../src/engine/http/headers.ts';
import type { ClientStream, ClientStreamHandler, RequestHead } from '../../../src/engine/http/stream.ts';
import { CLUSTER, clusterStats } from '../../../src/engine/stats/layouts.ts';
import { StatScope } from '../../../src/engine/stats/stat-scope.ts';
import { TimerWheel } from '../../../src/engine/timer-wheel.ts';
import type { CircuitBreakerThresholds } from '../../../src/envoy/cluster.ts';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

/** Answers each request head with what `answer` says; undefined says nothing. */
class Upstream {
  readonly sockets: Socket[] = [];
  readonly requests: string[] = [];
  answer: (request: string, socket: Socket) => string | undefined = () => OK;
  readonly #server: Server = createServer((socket) => this.#serve(socket));

  async listen(): Promise<number> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  close(): void {
    this.#server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  #serve(socket: Socket): void {
    this.sockets.push(socket);
    let text = '';
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
        const request = text.slice(0, end + 4);
        text = text.slice(end + 4);
        this.requests.push(request);
        const answer = this.answer(request, socket);
        if (answer !== undefined) socket.write(answer, 'latin1');
      }
    });
  }
}

/** What became of one request. */
class Outcome implements ClientStreamHandler {
  readonly events: string[] = [];
  body = '';
  readonly done: Promise<string>;
  #finish: (how: string) => void = () => {};
  stream: ClientStream | undefined;

  constructor() {
    this.done = new Promise((resolve) => {
      this.#finish = resolve;
    });
  }

  finish(how: string): void {
    this.events.push(how);
    this.#finish(how);
  }

  onInformational({ status }: { status: number }): void {
    this.events.push(String(status));
  }

  onHead({ status }: { status: number }, end: boolean): void {
    this.events.push(String(status));
    if (end) this.finish('end');
  }

  onData(chunk: Buffer, end: boolean): void {
    this.body += chunk.toString('latin1');
    if (end) this.finish('end');
  }

  onTrailers({ flat }: Headers): void {
    this.events.push(`trailers ${flat.join(' ')}`);
    this.finish('end');
  }

  onReset(reason: string, details: string): void {
    this.finish(`reset ${reason}${details && ` ${details}`}`);
  }

  onWritable(): void {
    this.events.push('writable');
  }
}

function head(overrides: Partial<RequestHead> = {}): RequestHead {
  return {
    method: 'GET',
    scheme: 'http',
    authority: 'h',
    path: '/',
    headers: new Headers(),
    upgrade: undefined,
    ...overrides,
  };
}

describe('an HTTP/1 pool', () => {
  let upstream: Upstream;
  let port: number;
  let now = 0;
  let wheel: TimerWheel;
  let stats: StatScope;
  let breaker: CircuitBreaker;

  beforeEach(async () => {
    upstream = new Upstream();
    port = await upstream.listen();
    now = 0;
    wheel = new TimerWheel({ clock: () => now });
    stats = new StatScope('cluster.c', clusterStats);
    breaker = new CircuitBreaker();
  });

  afterEach(() => upstream.close());

  function createPool(options: Partial<Http1PoolOptions> = {}): Http1Pool {
    return new Http1Pool({
      connect: ({ onread }) => connect({ port, host: '127.0.0.1', onread }),
      client: new Http1Client({ wheel }),
      circuitBreaker: breaker,
      stats,
      ...options,
    });
  }

  /** Asks with a head alone, or with what `send` sends. */
  function ask(
    pool: Http1Pool,
    send: (stream: ClientStream) => void = (stream) => stream.sendHead(head(), true),
  ): Outcome {
    const outcome = new Outcome();
    pool.newStream(outcome, {
      onReady: (stream) => {
        outcome.stream = stream;
        send(stream);
      },
      onFailure: (reason, details) => outcome.finish(`failed ${reason}${details && ` ${details}`}`),
    });
    return outcome;
  }

  function noneLeft(pool: Http1Pool): void {
    assert.deepEqual([pool.activeStreams, pool.connections], [0, 0]);
    assert.deepEqual([breaker.connections, breaker.pendingRequests, breaker.requests], [0, 0, 0]);
    for (const name of ['upstream_cx_active', 'upstream_rq_active', 'upstream_rq_pending_active'] as const) {
      assert.equal(stats.values[CLUSTER[name]], 0, name);
    }
  }

  it('uses one connection for requests one after the other', async () => {
    const pool = createPool();
    for (let i = 0; i < 3; i++) {
      const outcome = ask(pool);
      assert.equal(await outcome.done, 'end');
      assert.equal(outcome.body, 'ok');
      assert.equal(outcome.stream?.upstreamAddress, `127.0.0.1:${port}`);
    }
    assert.equal(upstream.sockets.length, 1);
    assert.equal(stats.values[CLUSTER.upstream_rq_total], 3);
    pool.drain();
    noneLeft(pool);
  });

  it('opens a connection for each request at once, and takes the one used last', async () => {
    const pool = createPool();
    const outcomes = [ask(pool), ask(pool), ask(pool)];
    await Promise.all(outcomes.map(({ done }) => done));
    assert.equal(upstream.sockets.length, 3);
    const ports: (number | undefined)[] = [];
    upstream.answer = (_request, socket) => {
      ports.push(socket.remotePort);
      return OK;
    };
    for (let i = 0; i < 5; i++) await ask(pool).done;
    assert.equal(new Set(ports).size, 1);
    pool.drain();
  });

  describe('writes', () => {
    const empty =
      (method: string, path = '/') =>
      (stream: ClientStream) =>
        stream.sendHead(head({ method, path }), true);
    const table: [string, (stream: ClientStream) => void, string][] = [
      ['a GET', empty('GET', '/a?b'), 'GET /a?b HTTP/1.1\r\nhost: h\r\n\r\n'],
      ['a DELETE without a length', empty('DELETE'), 'DELETE / HTTP/1.1\r\nhost: h\r\n\r\n'],
      ['an empty PATCH with its length', empty('PATCH'), 'PATCH / HTTP/1.1\r\nhost: h\r\ncontent-length: 0\r\n\r\n'],
      [
        'an empty authority',
        (stream) => stream.sendHead(head({ authority: '' }), true),
        'GET / HTTP/1.1\r\nhost: \r\n\r\n',
      ],
      [
        'fields',
        (stream) => stream.sendHead(head({ headers: new Headers(['a', 'b', 'c', 'd']) }), true),
        'GET / HTTP/1.1\r\nhost: h\r\na: b\r\nc: d\r\n\r\n',
      ],
      [
        'chunks',
        (stream) => {
          stream.sendHead(head({ method: 'POST' }), false);
          stream.sendData(Buffer.from('abc\r\n\r\n'), true);
        },
        'POST / HTTP/1.1\r\nhost: h\r\ntransfer-encoding: chunked\r\n\r\n|7\r\nabc\r\n\r\n|\r\n0\r\n\r\n',
      ],
      [
        'a length',
        (stream) => {
          stream.sendHead(head({ method: 'POST', headers: new Headers(['content-length', '4']) }), false);
          stream.sendData(Buffer.from('\r\n\r\n'), true);
        },
        'POST / HTTP/1.1\r\nhost: h\r\ncontent-length: 4\r\n\r\n|\r\n\r\n',
      ],
      [
        'trailers',
        (stream) => {
          stream.sendHead(head({ method: 'POST' }), false);
          stream.sendTrailers(new Headers(['x', 'y']));
        },
        'POST / HTTP/1.1\r\nhost: h\r\ntransfer-encoding: chunked\r\n\r\n|0\r\nx: y\r\n\r\n',
      ],
      [
        'an upgrade',
        (stream) =>
          stream.sendHead(head({ upgrade: 'websocket', headers: new Headers(['upgrade', 'WebSocket']) }), false),
        'GET / HTTP/1.1\r\nhost: h\r\nupgrade: WebSocket\r\nconnection: upgrade\r\n\r\n',
      ],
      [
        'an upgrade that came as an extended CONNECT',
        (stream) => stream.sendHead(head({ upgrade: 'websocket' }), false),
        'GET / HTTP/1.1\r\nhost: h\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n',
      ],
      [
        'CONNECT',
        (stream) => stream.sendHead(head({ method: 'CONNECT', authority: 'h:1', path: '' }), false),
        'CONNECT h:1 HTTP/1.1\r\nhost: h:1\r\n\r\n',
      ],
    ];
    for (const [name, send, expected] of table) {
      it(name, async () => {
        const pool = createPool();
        upstream.answer = () => OK.replace('200', '404');
        await ask(pool, send).done;
        const pieces = expected.split('|').join('');
        while (upstream.requests.join('').length < pieces.length) await once(upstream.sockets[0] as Socket, 'data');
        assert.equal(upstream.requests.join(''), pieces);
        pool.drain();
      });
    }
  });

  describe('reads', () => {
    const table: [string, string, (outcome: Outcome) => void][] = [
      [
        'chunks',
        'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n2\r\nbc\r\n0\r\n\r\n',
        ({ body, events }) => assert.deepEqual([body, events], ['abc', ['200', 'end']]),
      ],
      [
        'trailers',
        'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX: y\r\n\r\n',
        ({ events }) => assert.deepEqual(events, ['200', 'trailers x y', 'end']),
      ],
      [
        'informational heads',
        `HTTP/1.1 103 X\r\nLink: a\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n${OK}`,
        ({ events }) => assert.deepEqual(events, ['103', '100', '200', 'end']),
      ],
      ['204', 'HTTP/1.1 204 No Content\r\n\r\n', ({ events }) => assert.deepEqual(events, ['204', 'end'])],
      [
        '304 with the length it would have',
        'HTTP/1.1 304 X\r\nContent-Length: 5\r\n\r\n',
        ({ events }) => assert.deepEqual(events, ['304', 'end']),
      ],
      [
        'no length but zero',
        'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
        ({ events }) => assert.deepEqual(events, ['200', 'end']),
      ],
    ];
    for (const [name, answer, check] of table) {
      it(`${name}, and keeps the connection`, async () => {
        const pool = createPool();
        upstream.answer = () => answer;
        for (let i = 0; i < 2; i++) {
          const outcome = ask(pool);
          await outcome.done;
          check(outcome);
        }
        assert.equal(upstream.sockets.length, 1);
        pool.drain();
      });
    }

    it('a body until the end of the connection', async () => {
      const pool = createPool();
      upstream.answer = (_request, socket) => void socket.end('HTTP/1.0 200 OK\r\n\r\nabc');
      const outcome = ask(pool);
      assert.equal(await outcome.done, 'end');
      assert.equal(outcome.body, 'abc');
      noneLeft(pool);
    });

    it('no body to HEAD', async () => {
      const pool = createPool();
      upstream.answer = () => 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n';
      for (let i = 0; i < 2; i++)
        assert.equal(await ask(pool, (stream) => stream.sendHead(head({ method: 'HEAD' }), true)).done, 'end');
      assert.equal(upstream.sockets.length, 1);
      pool.drain();
    });

    it('raw bytes both ways after 101', async () => {
      const pool = createPool();
      upstream.answer = () => 'HTTP/1.1 101 X\r\nUpgrade: echo\r\n\r\nHTTP/1.1';
      const outcome = ask(pool, (stream) => stream.sendHead(head({ upgrade: 'echo' }), false));
      outcome.onHead = () => {
        outcome.stream?.sendData(Buffer.from('ping\r\n\r\n'), false);
        upstream.answer = (request, socket) => void socket.end(request.toUpperCase());
      };
      assert.equal(await outcome.done, 'end');
      assert.equal(outcome.body, 'HTTP/1.1PING\r\n\r\n');
      await once(upstream.sockets[0] as Socket, 'close');
      noneLeft(pool);
    });

    for (const [name, answer] of [
      ['what is no response', 'hello\r\n\r\n'],
      ['101 that nobody asked for', 'HTTP/1.1 101 X\r\nUpgrade: x\r\n\r\n'],
      ['a malformed chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n'],
      ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
    ] as const) {
      it(`not ${name}`, async () => {
        const pool = createPool();
        upstream.answer = () => answer;
        assert.equal(await ask(pool).done, 'reset protocol-error');
        noneLeft(pool);
      });
    }

    it('nothing while the reader is paused', async () => {
      const pool = createPool();
      const piece = 'x'.repeat(1 << 20);
      upstream.answer = () => `HTTP/1.1 200 OK\r\nContent-Length: ${8 << 20}\r\n\r\n`;
      const outcome = ask(pool);
      let paused = false;
      const onData = outcome.onData.bind(outcome);
      outcome.onData = (chunk, end) => {
        assert.equal(paused, false);
        onData(chunk, end);
        paused = true;
        outcome.stream?.pause();
        setImmediate(() => {
          paused = false;
          outcome.stream?.resume();
        });
      };
      outcome.onHead = () => {
        for (let i = 0; i < 8; i++) upstream.sockets[0]?.write(piece, 'latin1');
      };
      assert.equal(await outcome.done, 'end');
      assert.equal(outcome.body.length, 8 << 20);
      pool.drain();
    });
  });

  describe('closes a connection', () => {
    it('that its server closes', async () => {
      const pool = createPool();
      upstream.answer = () => OK.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n');
      for (let i = 0; i < 2; i++) await ask(pool).done;
      assert.equal(upstream.sockets.length, 2);
      noneLeft(pool);
    });

    it('that brings bytes nobody asked for', async () => {
      const pool = createPool();
      upstream.answer = () => `${OK}HTTP/1.1 200 OK\r\n\r\n`;
      assert.equal(await ask(pool).done, 'end');
      noneLeft(pool);
      upstream.answer = () => OK;
      await ask(pool).done;
      upstream.sockets[1]?.write('HTTP/1.1 408 X\r\n\r\n');
      await once(upstream.sockets[1] as Socket, 'close');
      noneLeft(pool);
    });

    it('whose response came before the end of the request', async () => {
      const pool = createPool();
      const outcome = ask(pool, (stream) => {
        stream.sendHead(head({ method: 'POST' }), false);
        stream.sendData(Buffer.from('abc'), false);
      });
      assert.equal(await outcome.done, 'end');
      outcome.stream?.sendData(Buffer.from('late'), true);
      noneLeft(pool);
    });

    it('whose request is reset', async () => {
      const pool = createPool();
      upstream.answer = () => undefined;
      const outcome = ask(pool);
      await once(await connected(), 'data');
      outcome.stream?.reset('local-reset');
      noneLeft(pool);
      assert.deepEqual(outcome.events, []);
    });

    it('after as many requests as it may have', async () => {
      const pool = createPool({ maxRequestsPerConnection: 2 });
      for (let i = 0; i < 4; i++) await ask(pool).done;
      assert.equal(upstream.sockets.length, 2);
      noneLeft(pool);
    });

    it('that was idle for too long', async () => {
      const pool = createPool({ idleMs: 10_000 });
      await ask(pool).done;
      now += 5_000;
      wheel.advance();
      await ask(pool).done;
      now += 9_000;
      wheel.advance();
      assert.equal(pool.connections, 1);
      now += 3_000;
      wheel.advance();
      noneLeft(pool);
    });

    it('that is old, at once or after its request', async () => {
      const pool = createPool({ maxAge: { ms: 10_000, wheel } });
      await ask(pool).done;
      now += 11_000;
      wheel.advance();
      noneLeft(pool);
      upstream.answer = () => undefined;
      const outcome = ask(pool);
      while (upstream.requests.length < 2) await new Promise(setImmediate);
      now += 11_000;
      wheel.advance();
      assert.equal(pool.connections, 1);
      upstream.sockets[1]?.write(OK);
      assert.equal(await outcome.done, 'end');
      noneLeft(pool);
    });

    it('when drained, once its request is answered', async () => {
      const pool = createPool();
      const [first, second] = [ask(pool), ask(pool)];
      await first.done;
      pool.drain();
      await second.done;
      noneLeft(pool);
    });
  });

  function connected(): Promise<Socket> {
    return new Promise((resolve) => {
      const look = () => (upstream.sockets[0] === undefined ? setImmediate(look) : resolve(upstream.sockets[0]));
      look();
    });
  }

  describe('tells apart', () => {
    it('a new connection that closes before its response', async () => {
      const pool = createPool();
      upstream.answer = (_request, socket) => void socket.destroy();
      assert.equal(await ask(pool).done, 'reset connection-termination');
      noneLeft(pool);
    });

    it('a connection that rested and closes before its response: stale', async () => {
      const pool = createPool();
      await ask(pool).done;
      now += 2000;
      wheel.advance();
      upstream.answer = (_request, socket) => void socket.resetAndDestroy();
      assert.equal(await ask(pool).done, 'reset stale-connection');
      noneLeft(pool);
    });

    it('a busy connection that closes before its response', async () => {
      const pool = createPool();
      await ask(pool).done;
      upstream.answer = (_request, socket) => void socket.resetAndDestroy();
      assert.equal(await ask(pool).done, 'reset connection-termination');
      noneLeft(pool);
    });

    it('a used connection that closes within its response', async () => {
      const pool = createPool();
      await ask(pool).done;
      upstream.answer = (_request, socket) => void socket.end('HTTP/1.1 2');
      assert.equal(await ask(pool).done, 'reset connection-termination');
      upstream.answer = (_request, socket) => void socket.end('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc');
      assert.equal(await ask(pool).done, 'reset connection-termination');
      noneLeft(pool);
    });

    it('a refused connection', async () => {
      const pool = createPool();
      upstream.close();
      assert.equal(await ask(pool).done, 'failed connection-failure delayed connect error: Connection refused');
      assert.equal(stats.values[CLUSTER.upstream_cx_connect_fail], 1);
      noneLeft(pool);
    });

    it('a connection that is not made in time', async () => {
      // A name that is never resolved connects never.
      const never = createPool({
        connect: () => connect({ port, host: 'never.example', lookup: () => {} }),
        connectTimeoutMs: 5,
      });
      assert.equal(await ask(never).done, 'failed connection-timeout');
      assert.equal(stats.values[CLUSTER.upstream_cx_connect_timeout], 1);
      noneLeft(never);
    });
  });

  describe('keeps within its circuit breaker', () => {
    const limit = (thresholds: CircuitBreakerThresholds) => {
      breaker = new CircuitBreaker([thresholds]);
    };

    it('with requests waiting for the connections there may be', async () => {
      limit({ maxConnections: 1 });
      const pool = createPool();
      const outcomes = [ask(pool), ask(pool), ask(pool)];
      assert.deepEqual(await Promise.all(outcomes.map(({ done }) => done)), ['end', 'end', 'end']);
      assert.equal(upstream.sockets.length, 1);
      pool.drain();
      noneLeft(pool);
    });

    it('with as many waiting as may', async () => {
      limit({ maxConnections: 1, maxPendingRequests: 1 });
      const pool = createPool();
      const outcomes = Array.from({ length: 12 }, () => ask(pool));
      const ends = await Promise.all(outcomes.map(({ done }) => done));
      assert.deepEqual(ends, ['end', ...Array.from({ length: 11 }, () => 'failed overflow')]);
      assert.equal(stats.values[CLUSTER.upstream_rq_pending_overflow], 11);
      pool.drain();
      noneLeft(pool);
    });

    it('with as many requests as may', async () => {
      limit({ maxRequests: 1 });
      const pool = createPool();
      await ask(pool).done;
      breaker.requests++;
      assert.equal(await ask(pool).done, 'failed overflow');
      breaker.requests--;
      assert.equal(await ask(pool).done, 'end');
      pool.drain();
      noneLeft(pool);
    });

    it('by one connection even where others have used it up', async () => {
      limit({ maxConnections: 1 });
      breaker.connections = 1;
      const pool = createPool();
      assert.equal(await ask(pool).done, 'end');
      pool.drain();
      breaker.connections--;
      noneLeft(pool);
    });

    it('with none left waiting after a cancelled or failed one', async () => {
      const pool = createPool();
      const outcome = new Outcome();
      const pending = pool.newStream(outcome, { onReady: () => assert.fail(), onFailure: () => assert.fail() });
      pending?.cancel();
      pending?.cancel();
      assert.equal(breaker.pendingRequests, 0);
      await ask(pool).done;
      pool.drain();
      noneLeft(pool);
    });
  });
});
