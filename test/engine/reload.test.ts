import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, createServer, type Socket } from 'node:net';
import { Engine } from '../../src/engine/engine.ts';
import { diff } from '../../src/envoy/diff.ts';
import {
  assignment,
  cluster,
  connectionManager,
  listener,
  routes,
  routeTo,
  startUpstream,
  TestEngine,
  virtualHost,
} from '../support/engine.ts';
import { exchange } from '../support/http-exchange.ts';

describe('a change of the configuration', () => {
  let upstream: Awaited<ReturnType<typeof startUpstream>>;
  let answer: (response: ServerResponse) => void;
  let proxy: TestEngine;

  before(async () => {
    upstream = await startUpstream((_request, response) => answer(response));
  });
  beforeEach(async () => {
    answer = (response) => response.end('ok');
    proxy = new TestEngine();
    await proxy.apply({
      listeners: [listener()],
      routes: [routes([virtualHost([routeTo('a')])])],
      clusters: [cluster('a')],
      endpoints: [assignment('a', [upstream.port])],
    });
  });
  afterEach(() => proxy.engine.close());
  after(() => {
    upstream.server.closeAllConnections();
    upstream.server.close();
  });

  /** Sends a request over a kept connection; true where it was the same as before. */
  const keepAlive = async (agent: Agent): Promise<{ reused: boolean; status: number | undefined }> => {
    const request = httpRequest({ host: '127.0.0.1', port: proxy.port(), agent });
    request.end();
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.resume();
    await once(response, 'end');
    return { reused: request.reusedSocket, status: response.statusCode };
  };

  it('of routes is in force with the next request of a connection', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    assert.equal((await keepAlive(agent)).status, 200);
    await proxy.apply({
      routes: [routes([virtualHost([{ match: { prefix: '/' }, directResponse: { status: 418 } }])])],
    });
    assert.deepEqual(await keepAlive(agent), { reused: true, status: 418 });
    agent.destroy();
  });

  it('of another listener, chain or cluster leaves connections and sockets alone', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    await keepAlive(agent);
    const port = proxy.port();
    await proxy.apply({
      listeners: [listener(), listener(connectionManager(), 'other')],
      clusters: [cluster('a'), cluster('b')],
    });
    assert.equal(proxy.port(), port);
    assert.ok(proxy.port('other') > 0);
    assert.deepEqual(await keepAlive(agent), { reused: true, status: 200 });
    agent.destroy();
  });

  it('of a chain lets requests finish and closes its connections after them', async () => {
    let respond: () => void = () => {};
    const arrived = new Promise<void>((resolve) => {
      answer = (response) => {
        respond = () => response.end('late');
        resolve();
      };
    });
    const pending = exchange(proxy.port());
    await arrived;
    const port = proxy.port();
    await proxy.apply({ listeners: [listener(connectionManager({ serverName: 'second' }))] });
    assert.equal(proxy.port(), port);
    respond();
    const last = await pending;
    assert.deepEqual([last.body, last.headers.server, last.headers.connection], ['late', 'envoy', 'close']);
    answer = (response) => response.end('ok');
    assert.equal((await exchange(proxy.port())).headers.server, 'second');
  });

  it('of endpoints keeps the connections to those that stay', async () => {
    const sockets = new Set<Socket>();
    upstream.server.on('connection', (socket: Socket) => sockets.add(socket));
    await exchange(proxy.port());
    await proxy.apply({ endpoints: [assignment('a', [upstream.port, 1])] });
    await proxy.apply({ endpoints: [assignment('a', [upstream.port])] });
    await exchange(proxy.port());
    assert.equal(sockets.size, 1);
    await proxy.apply({ endpoints: [assignment('a', [])] });
    assert.equal((await exchange(proxy.port())).status, 503);
  });

  it('that removes a listener closes its sockets and idle connections', async () => {
    const socket = connect(proxy.port(), '127.0.0.1');
    await once(socket, 'connect');
    const port = proxy.port();
    await proxy.apply({ listeners: [] });
    await once(socket, 'close');
    const refused = connect(port, '127.0.0.1');
    const [error] = (await once(refused, 'error')) as [NodeJS.ErrnoException];
    assert.equal(error.code, 'ECONNREFUSED');
  });

  it('that cannot be run changes nothing and says why', async () => {
    const bad = { ...routeTo('a'), requestHeadersToAdd: [{ header: { key: 'x', value: '%NOSUCH%' } }] };
    await assert.rejects(proxy.apply({ routes: [routes([virtualHost([bad])])], clusters: [] }), /NOSUCH/);
    assert.equal((await exchange(proxy.port())).status, 200);
    await proxy.apply({ routes: [routes([virtualHost([routeTo('b')])])] });
    assert.equal((await exchange(proxy.port())).status, 503);
  });

  it('with a port that is taken is in force, and the failure is told', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    const engine = new Engine({ bindings: () => [{ host: '127.0.0.1', port }], accessLog: 'off' });
    const config = { listeners: [listener()], routes: [], clusters: [], endpoints: [] };
    const delta = diff(7, undefined, { config, secrets: [] });
    const result = await engine.apply(delta);
    assert.deepEqual(result, {
      revision: 7,
      bound: [],
      bindFailures: [{ listener: '0.0.0.0_80', host: '127.0.0.1', port, code: 'EADDRINUSE' }],
      rejected: undefined,
    });
    await engine.close();
    taken.close();
  });

  it('comes after the one before, also when both are given at once', async () => {
    const answering = (status: number) =>
      routes([virtualHost([{ match: { prefix: '/' }, directResponse: { status } }])]);
    const base = { listeners: [], clusters: [], endpoints: [] };
    const deltaTo = (revision: number, status: number) =>
      diff(revision, undefined, { config: { ...base, routes: [answering(status)] }, secrets: [] });
    const results = await Promise.all([proxy.engine.apply(deltaTo(8, 418)), proxy.engine.apply(deltaTo(9, 451))]);
    assert.deepEqual(
      results.map(({ revision }) => revision),
      [8, 9],
    );
    assert.equal((await exchange(proxy.port())).status, 451);
  });
});

describe('connections that say nothing', () => {
  for (const listenerFilters of [[], [{ name: 'envoy.filters.listener.tls_inspector', typedConfig: { '@type': '' } }]])
    it(`are gone when their client is, with ${listenerFilters.length} listener filters`, async () => {
      const proxy = new TestEngine();
      await proxy.apply({ listeners: [{ ...listener(), listenerFilters }] });
      const socket = connect(proxy.port(), '127.0.0.1');
      await once(socket, 'connect');
      socket.end();
      socket.resume();
      await once(socket, 'close');
      await proxy.engine.drain(5000);
      assert.equal(proxy.stat('listener.0.0.0.0_80.downstream_cx_total'), 1);
      assert.equal(proxy.stat('listener.0.0.0.0_80.downstream_cx_active'), 0);
    });
});

describe('draining', () => {
  it('waits for requests under way and refuses new connections', async () => {
    let respond: () => void = () => {};
    let arrived: () => void = () => {};
    const begun = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const upstream = await startUpstream((_request, response) => {
      respond = () => response.end('late');
      arrived();
    });
    const proxy = new TestEngine();
    await proxy.apply({
      listeners: [listener()],
      routes: [routes([virtualHost([routeTo('a')])])],
      clusters: [cluster('a')],
      endpoints: [assignment('a', [upstream.port])],
    });
    const port = proxy.port();
    const pending = exchange(port);
    await begun;
    const drained = proxy.engine.drain(5000);
    await assert.rejects(exchange(port), { code: 'ECONNREFUSED' });
    respond();
    assert.equal((await pending).body, 'late');
    await drained;
    await proxy.engine.close();
    upstream.server.closeAllConnections();
    upstream.server.close();
  });
});
