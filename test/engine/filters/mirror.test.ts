import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import type { FractionalPercent, RequestMirrorPolicy, Route } from '../../../src/envoy/route.ts';
import { type EchoUpstream, startEcho } from '../../support/echo-upstream.ts';
import {
  assignment,
  cluster,
  defaultRetryPolicy,
  listener,
  routes,
  routeTo,
  TestEngine,
  virtualHost,
} from '../../support/engine.ts';
import { exchanges } from '../../support/http2-exchange.ts';
import { until } from '../../support/until.ts';

function mirrored(
  prefix: string,
  mirrors: readonly (string | RequestMirrorPolicy)[],
  action: Partial<Route['route']> = {},
): Route {
  const requestMirrorPolicies = mirrors.map((mirror) =>
    typeof mirror === 'string' ? { cluster: mirror, disableShadowHostSuffixAppend: true } : mirror,
  );
  return { ...routeTo('a', { requestMirrorPolicies, ...action }), match: { prefix } };
}

function share(numerator: number): { runtimeFraction: { defaultValue: FractionalPercent } } {
  return { runtimeFraction: { defaultValue: { numerator, denominator: 'HUNDRED' } } };
}

for (const [version, exchange] of exchanges)
  describe(`mirrors, over ${version}`, () => {
    let upstream: EchoUpstream;
    let mirror: EchoUpstream;
    const proxy = new TestEngine();

    before(async () => {
      upstream = await startEcho((response, { url }, count) => {
        response.statusCode = url === '/retried' && count % 2 === 1 ? 503 : 200;
        response.end('ok');
      });
      mirror = await startEcho((response) => response.writeHead(500).end('nobody reads this'));
      await proxy.apply({
        listeners: [listener()],
        routes: [
          routes([
            virtualHost([
              mirrored('/retried', ['b'], { retryPolicy: { ...defaultRetryPolicy, retryOn: '5xx' } }),
              mirrored('/unknown', ['nobody', 'empty', 'b']),
              mirrored('/half', [
                { cluster: 'b', ...share(50) },
                { cluster: 'c', ...share(50) },
              ]),
              mirrored('/never', [{ cluster: 'b', ...share(0) }]),
              mirrored('/shadow', [{ cluster: 'b' }]),
              mirrored('/dead', ['dead']),
              mirrored('/none', ['b'], { cluster: 'empty' }),
              mirrored('/', ['b'], { prefixRewrite: '/new/' }),
            ]),
          ]),
        ],
        clusters: ['a', 'b', 'c', 'dead', 'empty'].map((name) => cluster(name)),
        endpoints: [
          assignment('a', [upstream.port]),
          assignment('b', [mirror.port]),
          assignment('c', [mirror.port]),
          assignment('dead', [1]),
          assignment('empty', []),
        ],
      });
    });
    beforeEach(() => {
      upstream.seen.length = 0;
      mirror.seen.length = 0;
    });
    after(async () => {
      await proxy.engine.close();
      for (const { server } of [upstream, mirror]) server.close();
    });

    it('get what the upstream gets, as from the proxy, and the client hears the upstream alone', async () => {
      const answer = await exchange(proxy.port(), {
        path: '/x?y',
        method: 'POST',
        body: 'hello',
        headers: { 'x-forwarded-for': '9.9.9.9' },
      });
      assert.deepEqual([answer.status, answer.body], [200, 'ok']);
      await until(() => mirror.seen.length === 1);
      const [original] = upstream.seen;
      const [copy] = mirror.seen;
      assert.deepEqual([copy?.method, copy?.url, copy?.body], ['POST', '/new/x?y', 'hello']);
      const { 'x-forwarded-for': chain, 'x-envoy-internal': internal, ...rest } = copy?.headers ?? {};
      const { 'x-forwarded-for': originalChain, ...originalRest } = original?.headers ?? {};
      assert.equal(chain, `${originalChain},127.0.0.1`);
      assert.equal(internal, 'true');
      assert.deepEqual(rest, originalRest);
    });

    it('are told of a request once, however often it is retried', async () => {
      assert.equal((await exchange(proxy.port(), { path: '/retried', method: 'PUT', body: 'x' })).status, 200);
      assert.equal(upstream.seen.length, 2);
      await until(() => mirror.seen.length === 1);
      assert.equal(mirror.seen[0]?.headers['x-envoy-attempt-count'], '1');
    });

    it('are left out where there is no such cluster or no endpoint', async () => {
      assert.equal((await exchange(proxy.port(), { path: '/unknown' })).status, 200);
      await until(() => mirror.seen.length === 1);
      assert.equal((await exchange(proxy.port(), { path: '/dead' })).status, 200);
    });

    it('get nothing of a request that goes nowhere', async () => {
      assert.equal((await exchange(proxy.port(), { path: '/none' })).status, 503);
      await exchange(proxy.port(), { path: '/shadow' });
      await until(() => mirror.seen.length > 0);
      assert.deepEqual(
        mirror.seen.map(({ url }) => url),
        ['/shadow'],
      );
    });

    it('say in their Host that they are shadows, unless told not to', async () => {
      await exchange(proxy.port(), { path: '/shadow', host: 'shop.example.com:8080' });
      await until(() => mirror.seen.length === 1);
      assert.equal(mirror.seen[0]?.headers.host, 'shop.example.com-shadow:8080');
    });

    it('are drawn by their share, all of a request by one number', async () => {
      for (let i = 0; i < 200; i++) await exchange(proxy.port(), { path: '/half' });
      await exchange(proxy.port(), { path: '/never' });
      await exchange(proxy.port(), { path: '/shadow' });
      await until(() => mirror.seen.at(-1)?.url === '/shadow' && mirror.seen.length % 2 === 1);
      const copies = mirror.seen.length - 1;
      assert.ok(copies > 140 && copies < 260, `${copies} copies of 200 requests to two mirrors`);
    });

    it('get large bodies whole', async () => {
      const body = Buffer.alloc(8 * 1024 * 1024, 'x');
      assert.equal((await exchange(proxy.port(), { path: '/x', method: 'POST', body })).status, 200);
      await until(() => mirror.seen.length === 1);
      assert.equal(mirror.seen[0]?.body.length, body.length);
    });

    it('get no half of a request as if it were whole', async () => {
      const request = httpRequest({
        host: '127.0.0.1',
        port: proxy.port(),
        path: '/x',
        method: 'POST',
        headers: { 'content-length': '10' },
      });
      request.on('error', () => {});
      request.write('hello');
      await until(() => proxy.stat('cluster.b.upstream_rq_active') === 1);
      request.destroy();
      await until(() => proxy.stat('cluster.b.upstream_rq_active') === 0);
      assert.equal(mirror.seen.length, 0);
    });
  });
