import assert from 'node:assert/strict';
import type { CorsPolicy } from '../../../src/envoy/cors-policy.ts';
import type { Route } from '../../../src/envoy/route.ts';
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
import { httpFilters } from '../../support/http-filters.ts';
import { exchanges } from '../../support/http2-exchange.ts';

function shared(prefix: string, policy: Omit<CorsPolicy, '@type'>, changes: Partial<Route> = {}): Route {
  const config: CorsPolicy = {
    '@type': 'type.googleapis.com/envoy.extensions.filters.http.cors.v3.CorsPolicy',
    ...policy,
  };
  const typedPerFilterConfig = { 'envoy.filters.http.cors': { ...config } };
  return { ...routeTo('a'), match: { prefix }, typedPerFilterConfig, ...changes };
}

const FRIEND = 'https://a.example';
const STRANGER = 'https://b.example';

for (const [version, exchange] of exchanges)
  describe(`the CORS filter, over ${version}`, () => {
    let upstream: EchoUpstream;
    const proxy = new TestEngine();

    before(async () => {
      upstream = await startEcho((response) => {
        response.setHeader('access-control-allow-origin', 'https://own.example');
        response.end('ok');
      });
      const friendOnly = { allowOriginStringMatch: [{ exact: FRIEND }] };
      await proxy.apply({
        listeners: [listener(connectionManager({ httpFilters: httpFilters('fault', 'cors') }))],
        routes: [
          routes([
            virtualHost([
              shared('/full', {
                ...friendOnly,
                allowMethods: 'GET,PUT',
                allowHeaders: 'x-a',
                exposeHeaders: 'x-out',
                maxAge: '60',
                allowCredentials: true,
              }),
              shared('/star', { allowOriginStringMatch: [{ exact: '*' }], allowMethods: '*', allowHeaders: '*' }),
              shared('/strict', { ...friendOnly, allowMethods: 'GET', forwardNotMatchingPreflights: false }),
              shared('/moved', friendOnly, { route: undefined as never, redirect: { pathRedirect: '/new' } }),
              shared('/mutated', friendOnly, { responseHeadersToAdd: [{ header: { key: 'x-mark', value: '1' } }] }),
              routeTo('a'),
            ]),
          ]),
        ],
        clusters: [cluster('a')],
        endpoints: [assignment('a', [upstream.port])],
      });
    });
    beforeEach(() => {
      upstream.seen.length = 0;
    });
    after(async () => {
      await proxy.engine.close();
      upstream.server.close();
    });

    const preflight = (path: string, origin: string, method: string | undefined = 'PUT') =>
      exchange(proxy.port(), {
        path,
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-headers': 'x-b',
          ...(method && { 'access-control-request-method': method }),
        },
      });

    function corsHeaders(headers: Readonly<Record<string, unknown>>) {
      return Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('access-control-')));
    }

    it('answers a preflight of an allowed origin itself, whatever method it asks for', async () => {
      const { status, body, headers } = await preflight('/full', FRIEND, 'DELETE');
      assert.deepEqual([status, body, headers['content-type']], [200, '', undefined]);
      assert.deepEqual(corsHeaders(headers), {
        'access-control-allow-origin': FRIEND,
        'access-control-allow-credentials': 'true',
        'access-control-allow-methods': 'GET,PUT',
        'access-control-allow-headers': 'x-a',
        'access-control-expose-headers': 'x-out',
        'access-control-max-age': '60',
      });
      assert.equal(upstream.seen.length, 0);
    });

    it('echoes what was asked for where a list is a star', async () => {
      assert.deepEqual(corsHeaders((await preflight('/star', STRANGER)).headers), {
        'access-control-allow-origin': STRANGER,
        'access-control-allow-methods': 'PUT',
        'access-control-allow-headers': 'x-b',
      });
    });

    it('leaves the preflight of another origin to the upstream, unless the route says not to', async () => {
      assert.equal((await preflight('/full', STRANGER)).headers['access-control-allow-origin'], 'https://own.example');
      assert.equal(upstream.seen.length, 1);
      const { status, headers } = await preflight('/strict', STRANGER);
      assert.equal(status, 200);
      assert.deepEqual(corsHeaders(headers), { 'access-control-allow-methods': 'GET' });
      assert.equal(upstream.seen.length, 1);
    });

    it('takes OPTIONS without a wanted method for an ordinary request', async () => {
      await preflight('/full', FRIEND, '');
      assert.deepEqual(
        upstream.seen.map(({ method }) => method),
        ['OPTIONS'],
      );
    });

    it('replaces what the upstream says to an allowed origin, and only to that', async () => {
      const friend = await exchange(proxy.port(), { path: '/full', headers: { origin: FRIEND } });
      assert.deepEqual(corsHeaders(friend.headers), {
        'access-control-allow-origin': FRIEND,
        'access-control-allow-credentials': 'true',
        'access-control-expose-headers': 'x-out',
      });
      const others: Record<string, string>[] = [{ origin: STRANGER }, { origin: '' }, {}];
      for (const headers of others) {
        const answer = await exchange(proxy.port(), { path: '/full', headers });
        assert.deepEqual(corsHeaders(answer.headers), { 'access-control-allow-origin': 'https://own.example' });
      }
    });

    it('gives way to a redirect of the route', async () => {
      const { status, headers } = await preflight('/moved', FRIEND);
      assert.equal(status, 301);
      assert.deepEqual(corsHeaders(headers), {});
    });

    it('answers preflights without the route’s header operations', async () => {
      assert.equal((await preflight('/mutated', FRIEND)).headers['x-mark'], undefined);
      const actual = await exchange(proxy.port(), { path: '/mutated', headers: { origin: FRIEND } });
      assert.equal(actual.headers['x-mark'], '1');
    });
  });
