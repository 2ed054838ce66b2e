import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { type Defect, watchDefects } from '../../../src/engine/guard.ts';
import { type EchoUpstream, startEcho } from '../../support/echo-upstream.ts';
import {
  assignment,
  cluster,
  connectionManager,
  listener,
  routes,
  routeTo,
  TestEngine,
  virtualHost,
} from '../../support/engine.ts';
import { exchange } from '../../support/http-exchange.ts';
import { exchangeHttp2 } from '../../support/http2-exchange.ts';

describe('a defect on the path of a request', () => {
  let upstream: EchoUpstream;
  let proxy: TestEngine;
  let defects: Defect[];
  let unwatch: () => void;
  /** What the engine asks from outside is where tests can break it: randomness, and the time of day. */
  let broken = { random: false, now: false };

  before(async () => {
    upstream = await startEcho((response, { url }) => {
      broken.now = url === '/late';
      response.sendDate = false; // so that the proxy asks for the time of day
      response.end('ok');
    });
  });
  beforeEach(async () => {
    defects = [];
    broken = { random: false, now: false };
    unwatch = watchDefects((defect) => defects.push(defect));
    proxy = new TestEngine({ random: () => draw(), now: () => timeOfDay() });
    await proxy.apply({
      listeners: [listener(connectionManager())],
      routes: [routes([virtualHost([routeTo('a')])])],
      clusters: [cluster('a')],
      endpoints: [assignment('a', [upstream.port])],
    });
  });
  afterEach(async () => {
    unwatch();
    await proxy.engine.close();
  });
  after(() => {
    upstream.server.closeAllConnections();
    upstream.server.close();
  });

  const draw = () => {
    if (broken.random) throw new Error('no randomness');
    return 0.5;
  };
  const timeOfDay = () => {
    if (broken.now) throw new Error('no time of day');
    return 0;
  };
  /** What a client reads until its connection ends. */
  const readsOf = (path: string) =>
    new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(proxy.port(), '127.0.0.1', () => {
        socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`);
      });
      socket.on('data', (bytes) => {
        text += bytes;
      });
      socket.on('close', () => resolve(text));
    });

  it('closes the connection, says where it was, and the next request is served', async () => {
    broken.random = true;
    assert.equal(await readsOf('/'), '');
    broken.random = false;
    assert.equal(defects[0]?.where, 'downstream HTTP/1 connection');
    assert.match(String(defects.map(({ error }) => (error as Error).stack)), /no randomness\n\s+at draw/);
    assert.equal((await exchange(proxy.port(), {})).status, 200);
    assert.equal(proxy.stat('http.outbound_0.0.0.0_80.downstream_rq_active'), 0);
  });

  it('closes the connection of the client where the upstream brought it up', async () => {
    await exchange(proxy.port(), {}); // leaves a connection to the upstream
    assert.equal(await readsOf('/late'), '');
    assert.deepEqual(
      defects.map(({ where }) => where),
      ['request'],
    );
    broken.now = false;
    assert.equal((await exchange(proxy.port(), {})).status, 200);
    assert.equal(proxy.stat('cluster.a.upstream_rq_active'), 0);
  });

  it('ends one stream of HTTP/2, or its connection', async () => {
    broken.random = true;
    await assert.rejects(exchangeHttp2(proxy.port(), {}));
    broken.random = false;
    assert.ok(defects.length > 0);
    assert.equal((await exchangeHttp2(proxy.port(), {})).status, 200);
  });
});
