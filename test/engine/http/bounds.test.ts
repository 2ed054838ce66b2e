import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { HttpConnectionManager } from '../../../src/envoy/http-connection-manager.ts';
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

describe('bounds of a connection manager', () => {
  let upstream: EchoUpstream;
  let proxy: TestEngine;

  before(async () => {
    upstream = await startEcho((response, { url }) => {
      if (url !== '/silent') response.end('ok');
    });
  });
  beforeEach(() => {
    proxy = new TestEngine();
    upstream.seen.length = 0;
  });
  afterEach(() => proxy.engine.close());
  after(() => {
    upstream.server.closeAllConnections();
    upstream.server.close();
  });

  const start = (changes: Partial<HttpConnectionManager>, ofCluster = {}) =>
    proxy.apply({
      listeners: [listener(connectionManager(changes))],
      routes: [routes([virtualHost([routeTo('a')])])],
      clusters: [cluster('a', ofCluster)],
      endpoints: [assignment('a', [upstream.port])],
    });
  /** The answer to a request of which the body never comes. */
  const unfinished = async () => {
    const request = httpRequest({ host: '127.0.0.1', port: proxy.port(), method: 'POST', agent: false });
    request.on('error', () => {});
    request.write('begun');
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    let text = '';
    for await (const chunk of response) text += chunk;
    return { status: response.statusCode, text };
  };

  it('end a stream on which nothing moves', async () => {
    await start({ streamIdleTimeout: '0.050s' });
    const answered = await exchange(proxy.port(), { path: '/silent' });
    assert.deepEqual([answered.status, answered.body], [504, 'stream timeout']);
    assert.deepEqual(await unfinished(), { status: 408, text: 'stream timeout' });
  });

  it('end a request that does not come to its end', async () => {
    await start({ requestTimeout: '0.050s' });
    assert.deepEqual(await unfinished(), { status: 408, text: 'request timeout' });
    assert.equal((await exchange(proxy.port())).status, 200);
  });

  it('refuse or drop names with an underscore where they are told to', async () => {
    await start({ commonHttpProtocolOptions: { headersWithUnderscoresAction: 'REJECT_REQUEST' } });
    assert.equal((await exchange(proxy.port(), { headers: { x_a: '1' } })).status, 400);
    await start({ commonHttpProtocolOptions: { headersWithUnderscoresAction: 'DROP_HEADER' } });
    assert.equal((await exchange(proxy.port(), { headers: { x_a: '1', 'x-b': '2' } })).status, 200);
    const headers = upstream.seen.at(-1)?.headers;
    assert.deepEqual([headers?.x_a, headers?.['x-b']], [undefined, '2']);
    await start({});
    await exchange(proxy.port(), { headers: { x_a: '1' } });
    assert.equal(upstream.seen.at(-1)?.headers.x_a, '1');
  });

  it('redirect or refuse escaped slashes where they are told to', async () => {
    await start({ pathWithEscapedSlashesAction: 'UNESCAPE_AND_REDIRECT' });
    const redirected = await exchange(proxy.port(), { path: '/a%2Fb?c=%2F' });
    assert.deepEqual([redirected.status, redirected.headers.location], [307, '/a/b?c=%2F']);
    await start({ pathWithEscapedSlashesAction: 'REJECT_REQUEST' });
    assert.equal((await exchange(proxy.port(), { path: '/a%5cb' })).status, 400);
    assert.equal((await exchange(proxy.port(), { path: '/a?b=%2F' })).status, 200);
  });

  it('of a cluster turn away what is too much, and say so', async () => {
    await start({}, { circuitBreakers: { thresholds: [{ maxPendingRequests: 0 }] } });
    const { status, body, headers } = await exchange(proxy.port());
    assert.equal(status, 503);
    assert.equal(body, 'upstream connect error or disconnect/reset before headers. reset reason: overflow');
    assert.equal(headers['x-envoy-overloaded'], 'true');
    assert.equal(proxy.stat('cluster.a.upstream_rq_pending_overflow'), 1);
  });
});
