import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { connect as tlsConnect } from 'node:tls';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { TcpProxy } from '../../../src/envoy/listener.ts';
import { assignment, cluster, LISTENER, TestEngine } from '../../support/engine.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** Says who it is, echoes what it hears, and says goodbye when the other end has finished. */
function startEcho(name: string): Promise<{ server: Server; port: number; sockets: Set<Socket> }> {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    socket.write(`${name}:`);
    socket.on('data', (chunk) => socket.write(chunk));
    socket.on('end', () => socket.end('bye'));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve({ server, sockets, port: (server.address() as AddressInfo).port }));
  });
}

function tcpListener(config: Partial<TcpProxy>) {
  return {
    name: LISTENER,
    address: { socketAddress: { address: '0.0.0.0', portValue: 80 } },
    filterChains: [
      {
        filters: [
          {
            name: 'envoy.filters.network.tcp_proxy' as const,
            typedConfig: {
              '@type': 'type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy' as const,
              statPrefix: 'tcp',
              ...config,
            },
          },
        ],
      },
    ],
  };
}

/** Sends a text, finishes sending, and returns all that came back. */
async function talk(port: number, text: string): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  let heard = '';
  socket.on('data', (chunk) => {
    heard += chunk.toString();
  });
  socket.on('error', () => undefined);
  socket.end(text);
  await once(socket, 'close');
  return heard;
}

describe('the TCP proxy', () => {
  let engine: TestEngine;
  let one: Awaited<ReturnType<typeof startEcho>>;
  let two: Awaited<ReturnType<typeof startEcho>>;

  beforeEach(async () => {
    engine = new TestEngine();
    [one, two] = await Promise.all([startEcho('one'), startEcho('two')]);
  });
  afterEach(async () => {
    await engine.engine.close();
    for (const { server } of [one, two]) server.close();
  });

  const serve = (config: Partial<TcpProxy>, changes = {}) =>
    engine.apply({
      listeners: [tcpListener(config)],
      clusters: [cluster('one', changes), cluster('two'), cluster('empty')],
      endpoints: [assignment('one', [one.port]), assignment('two', [two.port]), assignment('empty', [])],
    });

  it('keeps the connections of one client at one endpoint where its address is hashed', async () => {
    await engine.apply({
      listeners: [tcpListener({ cluster: 'both', hashPolicy: [{ sourceIp: {} }] })],
      clusters: [cluster('both', { lbPolicy: 'RING_HASH' })],
      endpoints: [assignment('both', [one.port, two.port])],
    });
    const heard = new Set<string>();
    for (let i = 0; i < 12; i++) heard.add(await talk(engine.port(), ''));
    assert.equal(heard.size, 1);
  });

  it('sends no more connections to an endpoint that refuses them', async () => {
    const outlierDetection = { consecutive5xx: 2, maxEjectionPercent: 100 };
    await engine.apply({
      listeners: [tcpListener({ cluster: 'half' })],
      clusters: [cluster('half', { lbPolicy: 'ROUND_ROBIN', outlierDetection })],
      endpoints: [assignment('half', [one.port, 1])],
    });
    const heard: string[] = [];
    for (let i = 0; i < 10; i++) heard.push(await talk(engine.port(), ''));
    assert.equal(heard.filter((text) => text === '').length, 2);
    assert.equal(engine.stat('cluster.half.outlier_detection.ejections_active'), 1);
  });

  it('passes bytes both ways, and the end of one way while the other goes on', async () => {
    await serve({ cluster: 'one' });
    assert.equal(await talk(engine.port(), 'hello'), 'one:hellobye');
    assert.equal(engine.stat('cluster.one.upstream_cx_total'), 1);
  });

  it('passes many bytes unchanged', async () => {
    await serve({ cluster: 'one' });
    const text = 'x'.repeat(3_000_000);
    assert.equal((await talk(engine.port(), text)).length, 'one:bye'.length + text.length);
  });

  it('chooses among weighted clusters', async () => {
    await serve({
      weightedClusters: {
        clusters: [
          { name: 'one', weight: 1 },
          { name: 'two', weight: 3 },
        ],
      },
    });
    const heard = await Promise.all(Array.from({ length: 40 }, () => talk(engine.port(), '')));
    const ones = heard.filter((text) => text.startsWith('one')).length;
    assert.ok(ones > 2 && ones < 20, `${ones} of 40 went to one`);
  });

  it('closes a connection that leads nowhere', async () => {
    for (const name of ['absent', 'empty']) {
      await serve({ cluster: name });
      assert.equal(await talk(engine.port(), 'hello'), '');
    }
    assert.equal(engine.stat('cluster.empty.upstream_cx_none_healthy'), 1);
  });

  it('closes a connection whose upstream cannot be reached', async () => {
    await serve({ cluster: 'one' });
    one.server.close();
    await once(one.server, 'close');
    assert.equal(await talk(engine.port(), 'hello'), '');
    assert.equal(engine.stat('cluster.one.upstream_cx_connect_fail'), 1);
    // our end of the client's connection closes a turn after the client's
    while (engine.stat('cluster.one.upstream_cx_active') > 0) await new Promise((resolve) => setImmediate(resolve));
  });

  it('keeps to the connections that a cluster may have', async () => {
    await serve({ cluster: 'one' }, { circuitBreakers: { thresholds: [{ maxConnections: 1 }] } });
    const first = connect({ port: engine.port(), host: '127.0.0.1' });
    await once(first, 'data');
    assert.equal(await talk(engine.port(), 'hello'), '');
    assert.equal(engine.stat('cluster.one.upstream_cx_overflow'), 1);
    first.destroy();
    await once(first, 'close');
  });

  it('breaks the client when the upstream breaks', async () => {
    await serve({ cluster: 'one' });
    const socket = connect({ port: engine.port(), host: '127.0.0.1' });
    await once(socket, 'data');
    for (const upstream of one.sockets) upstream.resetAndDestroy();
    await once(socket, 'close');
  });

  it('closes a connection that is silent for too long, and one that lasts too long', async () => {
    for (const config of [{ idleTimeout: '0.1s' }, { maxDownstreamConnectionDuration: '0.1s' }]) {
      await serve({ cluster: 'one', ...config });
      const socket = connect({ port: engine.port(), host: '127.0.0.1' });
      await once(socket, 'data');
      await once(socket, 'close');
    }
  });
});

describe('TCP inside HTTP', () => {
  let engine: TestEngine;
  let echo: Awaited<ReturnType<typeof startEcho>>;
  let gate: HttpServer;
  let asked: string[];

  /** A proxy that lets tunnels through to the echo, and mirrors the bodies of POST requests. */
  beforeEach(async () => {
    engine = new TestEngine();
    echo = await startEcho('echo');
    asked = [];
    gate = createHttpServer((request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers.host}`);
      response.writeHead(200);
      response.flushHeaders();
      request.pipe(response);
    });
    gate.on('connect', (request, socket, head) => {
      asked.push(`${request.method} ${request.url} ${request.headers.host}`);
      if (request.url?.startsWith('forbidden') === true) {
        socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
        return;
      }
      const through = connect({ port: echo.port, host: '127.0.0.1', allowHalfOpen: true });
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      through.write(head);
      socket.on('error', () => undefined).pipe(through);
      through.on('error', () => undefined).pipe(socket);
    });
    gate.listen(0, '127.0.0.1');
    await once(gate, 'listening');
  });
  afterEach(async () => {
    await engine.engine.close();
    echo.server.close();
    gate.close();
    gate.closeAllConnections();
  });

  const serve = (tunnelingConfig: TcpProxy['tunnelingConfig']) =>
    engine.apply({
      listeners: [tcpListener({ cluster: 'gate', ...(tunnelingConfig && { tunnelingConfig }) })],
      clusters: [cluster('gate')],
      endpoints: [assignment('gate', [(gate.address() as AddressInfo).port])],
    });

  it('goes through a CONNECT request', async () => {
    await serve({ hostname: 'db.example:5432' });
    assert.equal(await talk(engine.port(), 'hello'), 'echo:hellobye');
    assert.deepEqual(asked, ['CONNECT db.example:5432 db.example:5432']);
    assert.equal(engine.stat('cluster.gate.upstream_cx_total'), 1);
  });

  it('goes through the body of a POST request', async () => {
    await serve({ hostname: 'db.example:5432', usePost: true });
    assert.equal(await talk(engine.port(), 'hello'), 'hello');
    assert.deepEqual(asked, ['POST / db.example:5432']);
  });

  it('passes many bytes unchanged', async () => {
    await serve({ hostname: 'db.example:5432' });
    const text = 'x'.repeat(3_000_000);
    assert.equal((await talk(engine.port(), text)).length, 'echo:bye'.length + text.length);
  });

  it('goes through CONNECT over HTTP/2, where the cluster speaks that', async () => {
    const authorities: unknown[] = [];
    const http2 = createHttp2Server();
    http2.on('stream', (stream, headers) => {
      authorities.push([headers[':method'], headers[':authority']]);
      stream.respond({ ':status': 200 });
      stream.on('error', () => undefined).pipe(stream);
    });
    http2.listen(0, '127.0.0.1');
    await once(http2, 'listening');
    const options = {
      '@type': 'type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions',
      explicitHttpConfig: { http2ProtocolOptions: {} },
    } as const;
    await engine.apply({
      listeners: [tcpListener({ cluster: 'gate', tunnelingConfig: { hostname: 'db.example:5432' } })],
      clusters: [
        cluster('gate', {
          typedExtensionProtocolOptions: { 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': options },
        }),
      ],
      endpoints: [assignment('gate', [(http2.address() as AddressInfo).port])],
    });
    assert.equal(await talk(engine.port(), 'hello'), 'hello');
    assert.deepEqual(authorities, [['CONNECT', 'db.example:5432']]);
    http2.close();
  });

  it('closes the connection where the tunnel is refused', async () => {
    await serve({ hostname: 'forbidden:1' });
    assert.equal(await talk(engine.port(), 'hello'), '');
    assert.equal(engine.stat('cluster.gate.upstream_cx_connect_attempts_exceeded'), 1);
  });
});

describe('the access log of TCP', () => {
  const folder = temporaryFolder();
  const format =
    '%REQ(:METHOD)% %PROTOCOL% %RESPONSE_CODE% %RESPONSE_FLAGS% %RESPONSE_CODE_DETAILS% ' +
    '"%UPSTREAM_TRANSPORT_FAILURE_REASON%" %BYTES_RECEIVED% %BYTES_SENT% "%UPSTREAM_HOST%" %UPSTREAM_CLUSTER_RAW% ' +
    '%REQUESTED_SERVER_NAME%';
  let engine: TestEngine;
  let echo: Awaited<ReturnType<typeof startEcho>>;

  beforeEach(async () => {
    engine = new TestEngine({ accessLog: undefined });
    echo = await startEcho('echo');
  });
  afterEach(async () => {
    await engine.engine.close();
    echo.server.close();
  });

  const log = () => ({
    name: 'envoy.access_loggers.file',
    typedConfig: {
      '@type': 'type.googleapis.com/envoy.extensions.access_loggers.file.v3.FileAccessLog',
      path: join(folder(), 'access.log'),
      logFormat: { textFormatSource: { inlineString: `${format}\n` } },
    },
  });
  const serve = (config: Partial<TcpProxy>, changes = {}) =>
    engine.apply({
      listeners: [{ ...tcpListener({ ...config, accessLog: [log()] }), ...changes }],
      clusters: [cluster('echo'), cluster('dead'), cluster('empty')],
      endpoints: [assignment('echo', [echo.port]), assignment('dead', [1]), assignment('empty', [])],
    });
  /** The engine writes what waits when it is closed. */
  const lines = async () => {
    while (engine.engine.stats().some(({ name, value }) => name.endsWith('upstream_cx_active') && value > 0))
      await new Promise((resolve) => setImmediate(resolve));
    await engine.engine.close();
    return readFileSync(join(folder(), 'access.log'), 'utf8').trimEnd().split('\n');
  };

  it('has one line for each connection with its bytes and endpoint', async () => {
    await serve({ cluster: 'echo' });
    assert.equal(await talk(engine.port(), 'hello'), 'echo:hellobye');
    assert.deepEqual(await lines(), [`- - 0 - - "-" 5 13 "127.0.0.1:${echo.port}" echo -`]);
  });

  it('says why a connection led nowhere', async () => {
    for (const name of ['dead', 'empty', 'absent']) {
      await serve({ cluster: name });
      await talk(engine.port(), '');
    }
    assert.equal(engine.stat('tcp.tcp.downstream_cx_no_route'), 1);
    assert.equal(engine.stat('cluster.dead.upstream_cx_connect_attempts_exceeded'), 1);
    assert.deepEqual(await lines(), [
      '- - 0 UF,URX - "delayed connect error: Connection refused" 0 0 "127.0.0.1:1" dead -',
      '- - 0 UH - "-" 0 0 "-" empty -',
      '- - 0 NC - "-" 0 0 "-" - -',
    ]);
  });

  it('is written by the listener where no filter chain takes a connection, and names its server name', async () => {
    const match = { filterChainMatch: { serverNames: ['a.example'] } };
    const { filterChains } = tcpListener({ cluster: 'echo' });
    await serve(
      { cluster: 'echo' },
      {
        filterChains: filterChains.map((chain) => ({ ...chain, ...match })),
        listenerFilters: [
          {
            name: 'envoy.filters.listener.tls_inspector',
            typedConfig: {
              '@type': 'type.googleapis.com/envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector',
            },
          },
        ],
        accessLog: [{ ...log(), filter: { responseFlagFilter: { flags: ['NR'] } } }],
      },
    );
    const client = tlsConnect({ port: engine.port(), host: '127.0.0.1', servername: 'b.example' });
    await once(client, 'error');
    assert.deepEqual(await lines(), ['- - 0 NR filter_chain_not_found "-" 0 0 "-" - b.example']);
  });
});
