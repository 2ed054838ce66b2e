import assert from 'node:assert/strict';
import type { Route } from '../../../src/envoy/route.ts';
import { type EchoUpstream, startEcho } from '../../support/echo-upstream.ts';
import { assignment, cluster, listener, routes, routeTo, TestEngine, virtualHost } from '../../support/engine.ts';
import { exchange } from '../../support/http-exchange.ts';

describe('what a route does to a request', () => {
  let upstream: EchoUpstream;
  let proxy: TestEngine;

  before(async () => {
    upstream = await startEcho((response) => {
      response.setHeader('x-set', 'old');
      response.setHeader('x-gone', '1');
      response.end('ok');
    });
  });
  beforeEach(() => {
    proxy = new TestEngine();
  });
  afterEach(() => proxy.engine.close());
  after(() => upstream.server.close());

  const start = (route: Route, changes = {}) =>
    proxy.apply({
      listeners: [listener()],
      routes: [routes([virtualHost([route], changes)])],
      clusters: [cluster('a'), cluster('b')],
      endpoints: [assignment('a', [upstream.port]), assignment('b', [upstream.port])],
    });
  const seenAt = async (path: string, headers = {}) => {
    await exchange(proxy.port(), { path, headers });
    return upstream.seen.at(-1);
  };

  const rewrites: readonly [string, Route, readonly [string, string][]][] = [
    [
      'a prefix is replaced where it was matched, literally',
      { match: { prefix: '/app' }, route: { cluster: 'a', prefixRewrite: '/' } },
      [
        ['/app/x', '//x'],
        ['/app', '/'],
        ['/app?a=/app', '/?a=/app'],
      ],
    ],
    [
      'an exact path is replaced and the query stays',
      { match: { path: '/old' }, route: { cluster: 'a', prefixRewrite: '/new/path' } },
      [['/old?x=1', '/new/path?x=1']],
    ],
    [
      'the whole path of a regex match is replaced',
      { match: { safeRegex: { regex: '/item/[0-9]+/.*' } }, route: { cluster: 'a', prefixRewrite: '/fixed' } },
      [['/item/12/abc?q=1', '/fixed?q=1']],
    ],
    [
      'groups of a regex are put in place',
      {
        match: { prefix: '/service/' },
        route: {
          cluster: 'a',
          regexRewrite: { pattern: { regex: '^/service/([^/]+)(/.*)$' }, substitution: '\\2/instance/\\1' },
        },
      },
      [
        ['/service/foo/v1/api', '/v1/api/instance/foo'],
        ['/service/foo', '/service/foo'],
        ['/service/foo/v1?q=/service/a/b', '/v1/instance/foo?q=/service/a/b'],
      ],
    ],
  ];
  for (const [what, route, paths] of rewrites)
    it(`rewrites: ${what}`, async () => {
      await start(route);
      for (const [path, sent] of paths) {
        const seen = await seenAt(path);
        assert.equal(seen?.url, sent);
        assert.equal(seen?.headers['x-envoy-original-path'], path);
      }
    });

  it('rewrites the host and says what it was', async () => {
    await start(routeTo('a', { hostRewriteLiteral: 'internal.example', appendXForwardedHost: true }));
    const seen = await seenAt('/');
    assert.equal(seen?.headers.host, 'internal.example');
    assert.equal(seen?.headers['x-envoy-original-host'], 'shop.example.com');
    assert.equal(seen?.headers['x-forwarded-host'], 'shop.example.com');
  });

  const redirects: readonly [string, Route['redirect'], string, string][] = [
    ['a path', { pathRedirect: '/new' }, '/old?x=1', 'http://shop.example.com:8080/new?x=1'],
    [
      'a path with a query of its own',
      { pathRedirect: '/new?y=2' },
      '/old?x=1',
      'http://shop.example.com:8080/new?y=2',
    ],
    ['a scheme', { schemeRedirect: 'https' }, '/a?b=c', 'https://shop.example.com:8080/a?b=c'],
    ['a host', { hostRedirect: 'new.example.com' }, '/a', 'http://new.example.com/a'],
    ['a port', { portRedirect: 8443, schemeRedirect: 'https' }, '/a', 'https://shop.example.com:8443/a'],
    ['a prefix', { prefixRewrite: '/new' }, '/old/a?x=1', 'http://shop.example.com:8080/new/a?x=1'],
  ];
  for (const [what, redirect, path, location] of redirects)
    it(`redirects to ${what}`, async () => {
      const prefix = path.startsWith('/old') ? '/old' : '/';
      await start({ match: { prefix }, redirect: redirect as NonNullable<Route['redirect']> });
      const answer = await exchange(proxy.port(), { path, host: 'shop.example.com:8080' });
      assert.deepEqual([answer.status, answer.headers.location], [301, location]);
    });

  it('cuts the port of the old scheme, and only that, from a redirect to another', async () => {
    await start({ match: { prefix: '/' }, redirect: { schemeRedirect: 'https', responseCode: 'PERMANENT_REDIRECT' } });
    const answer = await exchange(proxy.port(), { host: 'shop.example.com:80' });
    assert.deepEqual([answer.status, answer.headers.location], [308, 'https://shop.example.com/']);
  });

  it('sends plain requests of a TLS-only virtual host to https, port and all', async () => {
    await start(routeTo('a'), { requireTls: 'ALL' });
    const answer = await exchange(proxy.port(), { path: '/a?b=c', host: 'shop.example.com:80' });
    assert.deepEqual([answer.status, answer.headers.location], [301, 'https://shop.example.com:80/a?b=c']);
  });

  it('changes headers: remove, then set, then add', async () => {
    const set = 'OVERWRITE_IF_EXISTS_OR_ADD';
    await start({
      ...routeTo('a'),
      requestHeadersToRemove: ['x-gone'],
      requestHeadersToAdd: [
        { header: { key: 'X-Set', value: 'new' }, appendAction: set },
        { header: { key: 'x-add', value: 'two' } },
        { header: { key: 'x-empty', value: '' }, appendAction: set },
        { header: { key: 'x-who', value: '%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT% 100%%' } },
        { header: { key: 'x-absent', value: '%REQ(x-nothing)%' } },
      ],
      responseHeadersToRemove: ['x-gone'],
      responseHeadersToAdd: [{ header: { key: 'x-set', value: 'new' }, appendAction: set }],
    });
    const sent = { 'x-gone': '1', 'x-set': 'old', 'x-add': 'one', 'x-empty': 'full' };
    const answer = await exchange(proxy.port(), { headers: sent });
    const headers = upstream.seen.at(-1)?.headers ?? {};
    assert.deepEqual(
      [
        headers['x-gone'],
        headers['x-set'],
        headers['x-add'],
        headers['x-empty'],
        headers['x-who'],
        headers['x-absent'],
      ],
      [undefined, 'new', 'one, two', 'full', '127.0.0.1 100%', undefined],
    );
    assert.deepEqual([answer.headers['x-gone'], answer.headers['x-set']], [undefined, 'new']);
  });

  it('divides requests by weight, with the operations of the destination before its own', async () => {
    const add = (value: string) => [{ header: { key: 'x-who', value } }];
    await start({
      match: { prefix: '/' },
      requestHeadersToAdd: add('route'),
      route: {
        timeout: '0s',
        weightedClusters: {
          clusters: [
            { name: 'a', weight: 1, requestHeadersToAdd: add('a') },
            { name: 'b', weight: 3, requestHeadersToAdd: add('b') },
          ],
        },
      },
    });
    const counts: Record<string, number> = {};
    for (let i = 0; i < 80; i++) {
      const who = (await seenAt('/'))?.headers['x-who'] as string;
      counts[who] = (counts[who] ?? 0) + 1;
    }
    assert.deepEqual(Object.keys(counts).sort(), ['a, route', 'b, route']);
    assert.ok((counts['b, route'] ?? 0) > 45, JSON.stringify(counts));
  });
});
