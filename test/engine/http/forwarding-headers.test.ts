import assert from 'node:assert/strict';
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

describe('headers about the client', () => {
  let upstream: EchoUpstream;
  let proxy: TestEngine;

  before(async () => {
    upstream = await startEcho();
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

  const start = (changes: Parameters<typeof connectionManager>[0] = {}) =>
    proxy.apply({
      listeners: [listener(connectionManager(changes))],
      routes: [routes([virtualHost([routeTo('a')])])],
      clusters: [cluster('a')],
      endpoints: [assignment('a', [upstream.port])],
    });
  const headersOf = (sent: Record<string, string | string[]>) =>
    exchange(proxy.port(), { headers: sent }).then(() => upstream.seen.at(-1)?.headers ?? {});

  it('say who it is, over which scheme, and number the try', async () => {
    await start();
    const headers = await headersOf({});
    assert.equal(headers['x-forwarded-for'], '127.0.0.1');
    assert.equal(headers['x-forwarded-proto'], 'http');
    assert.equal(headers['x-envoy-external-address'], '127.0.0.1');
    assert.equal(headers['x-envoy-attempt-count'], '1');
    assert.match(headers['x-request-id'] as string, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });

  it('do not believe a client that claims to come from elsewhere', async () => {
    await start();
    const headers = await headersOf({
      'x-forwarded-for': ['1.1.1.1', '2.2.2.2'],
      'x-forwarded-proto': 'https',
      'x-request-id': 'mine',
      'x-forwarded-client-cert': 'Hash=1',
    });
    assert.equal(headers['x-forwarded-for'], '1.1.1.1,2.2.2.2,127.0.0.1');
    assert.equal(headers['x-forwarded-proto'], 'http');
    assert.equal(headers['x-envoy-external-address'], '127.0.0.1');
    assert.notEqual(headers['x-request-id'], 'mine');
    assert.equal(headers['x-forwarded-client-cert'], undefined);
  });

  it('believe as many proxies as are trusted', async () => {
    await start({ xffNumTrustedHops: 1 });
    const headers = await headersOf({ 'x-forwarded-for': '1.1.1.1, 2.2.2.2', 'x-forwarded-proto': 'https' });
    assert.equal(headers['x-forwarded-for'], '1.1.1.1, 2.2.2.2,127.0.0.1');
    assert.equal(headers['x-forwarded-proto'], 'https');
    assert.equal(headers['x-envoy-external-address'], '2.2.2.2');
    const broken = await headersOf({ 'x-forwarded-for': 'not-an-ip' });
    assert.equal(broken['x-envoy-external-address'], '127.0.0.1');
  });

  it('name the port of the listener where that is wanted, and believe a trusted proxy that has named one', async () => {
    await start({ appendXForwardedPort: true });
    assert.equal((await headersOf({ 'x-forwarded-port': '1' }))['x-forwarded-port'], '80');
    await start({ appendXForwardedPort: true, xffNumTrustedHops: 1 });
    assert.equal((await headersOf({ 'x-forwarded-port': '443' }))['x-forwarded-port'], '443');
    await start();
    assert.equal((await headersOf({}))['x-forwarded-port'], undefined);
  });

  it('are taken out where only a trusted proxy may set them', async () => {
    await start();
    const sent = {
      'x-envoy-internal': 'true',
      'x-envoy-original-path': '/pub',
      'x-envoy-upstream-rq-timeout-ms': '1',
      'x-envoy-retry-on': '5xx',
      'x-envoy-max-retries': '99',
      'x-envoy-decorator-operation': 'x',
      'x-envoy-expected-rq-timeout-ms': '1',
    };
    const headers = await headersOf({ ...sent, 'x-envoy-my-own': 'stays' });
    for (const name of Object.keys(sent)) assert.equal(headers[name], undefined, name);
    assert.equal(headers['x-envoy-my-own'], 'stays');
  });

  it('keep of te only that trailers are understood', async () => {
    await start();
    assert.equal((await headersOf({ te: 'trailers' })).te, 'trailers');
    assert.equal((await headersOf({ te: 'gzip;q=0.5' })).te, undefined);
  });

  it('name the proxy in the response and how long the upstream took', async () => {
    await start({ serverName: 'edge' });
    const { headers } = await exchange(proxy.port());
    assert.equal(headers.server, 'edge');
    assert.match(headers['x-envoy-upstream-service-time'] as string, /^\d+$/);
    assert.ok(headers.date);
  });

  it('are not shown where debugging headers are off', async () => {
    const type = 'type.googleapis.com/envoy.extensions.filters.http.router.v3.Router';
    const router = { name: 'envoy.filters.http.router', typedConfig: { '@type': type, suppressEnvoyHeaders: true } };
    await start({ httpFilters: [router] });
    const { headers } = await exchange(proxy.port());
    assert.equal(headers['x-envoy-upstream-service-time'], undefined);
  });
});
