import assert from 'node:assert/strict';
import type { Route, RouteConfiguration, RouteMatch, VirtualHost } from '../../src/envoy/route.ts';
import { chooseCluster, compileRoute } from '../../src/match/compiled-route.ts';
import { compileRouteConfiguration } from '../../src/match/route-table.ts';
import { request } from './request.ts';

const host = (name: string, domains: readonly string[], routes: readonly Route[] = []): VirtualHost => ({
  name,
  domains,
  routes,
});
const to = (cluster: string, match: RouteMatch): Route => ({ match, route: { cluster } });
const table = (virtualHosts: readonly VirtualHost[], ignorePortInHostMatching = true) =>
  compileRouteConfiguration({ name: 'http.80', virtualHosts, ignorePortInHostMatching });

describe('the virtual host of an authority', () => {
  const domains = [
    'a.example.com',
    '*.example.com',
    '*-x.example.com',
    '*.a.example.com',
    'a.*',
    'a.exa*',
    '[::1]',
    'UP.example.com',
    '10.0.0.1',
  ];
  const hosts = domains.map((domain) => host(domain, [domain]));
  /** What Envoy 1.40 answers; undefined is 404. */
  const answers: readonly (readonly [authority: string, domain: string | undefined])[] = [
    ['a.example.com', 'a.example.com'],
    ['A.EXAMPLE.COM', 'a.example.com'],
    ['a.example.com:80', 'a.example.com'],
    ['a.example.com:', 'a.example.com'],
    ['a.example.com:x', 'a.example.com'],
    ['b.example.com', '*.example.com'],
    ['example.com', undefined],
    ['.example.com', undefined],
    ['b-x.example.com', '*-x.example.com'],
    ['-x.example.com', '*.example.com'],
    ['x.a.example.com', '*.a.example.com'],
    ['a.foo', 'a.*'],
    ['a.', undefined],
    ['a.exam', 'a.exa*'],
    ['a.example.com.', 'a.exa*'],
    ['a.example.com:80:90', 'a.exa*'],
    ['[::1]', '[::1]'],
    ['[::1]:80', '[::1]'],
    ['::1', undefined],
    ['up.example.com', 'UP.example.com'],
    ['10.0.0.1:8080', '10.0.0.1'],
    ['', undefined],
  ];
  for (const [authority, domain] of answers)
    it(`of ${JSON.stringify(authority)} is ${domain ?? 'none'}`, () => {
      assert.equal(table(hosts).virtualHost(authority)?.virtualHost.name, domain);
    });

  it('is the one of * where nothing else fits', () => {
    const withAny = table([...hosts, host('any', ['*'])]);
    assert.equal(withAny.virtualHost('::1')?.virtualHost.name, 'any');
    assert.equal(withAny.virtualHost('')?.virtualHost.name, 'any');
  });

  it('depends on the port where ports count', () => {
    const withPorts = table([host('plain', ['a.com']), host('port', ['a.com:80'])], false);
    assert.equal(withPorts.virtualHost('a.com:80')?.virtualHost.name, 'port');
    assert.equal(withPorts.virtualHost('a.com:81'), undefined);
  });

  it('does not give way to a wildcard when none of its routes matches', () => {
    const routes = table([
      host('known', ['a.com'], [to('x', { prefix: '/x' })]),
      host('any', ['*'], [to('y', { prefix: '/' })]),
    ]);
    assert.equal(routes.virtualHost('a.com')?.route(request('/y')), undefined);
  });
});

describe('the route of a request', () => {
  const first = (routes: readonly Route[], path: string) =>
    table([host('h', ['*'], routes)])
      .virtualHost('h')
      ?.route(request(path))?.route.route?.cluster;

  it('is the first in the list, not the longest', () => {
    assert.equal(first([to('a', { prefix: '/' }), to('b', { prefix: '/b' })], '/b'), 'a');
    assert.equal(first([to('b', { path: '/b' }), to('a', { prefix: '/' })], '/b'), 'b');
    assert.equal(first([to('r', { safeRegex: { regex: '/b.*' } }), to('b', { path: '/b' })], '/b'), 'r');
  });

  const paths: readonly (readonly [match: RouteMatch, takes: readonly string[], leaves: readonly string[]])[] = [
    [{ prefix: '/app' }, ['/app', '/app/', '/apple', '/app?x', '/app#x'], ['/ap', '/APP', '/x/app']],
    [{ prefix: '/aPp', caseSensitive: false }, ['/APP', '/apple'], ['/ap']],
    [{ path: '/app' }, ['/app', '/app?x=/y'], ['/app/', '/apple', '/App']],
    [{ path: '/App', caseSensitive: false }, ['/aPP', '/app?X'], ['/app/']],
    [{ pathSeparatedPrefix: '/app' }, ['/app', '/app/', '/app/x', '/app?/x'], ['/apple', '/APP']],
    [{ pathSeparatedPrefix: '/App', caseSensitive: false }, ['/app', '/APP/x'], ['/appx']],
    [{ safeRegex: { regex: '/v[0-9]' } }, ['/v1', '/v1?x'], ['/v12', '/x/v1', '/V1']],
    [{ safeRegex: { regex: '/rC.*' }, caseSensitive: false }, ['/rC1'], ['/rc1']],
    [{ prefix: '/' }, ['/', '/?q'], ['', '*']],
    [{ safeRegex: { regex: '.*' } }, ['/', '*'], ['']],
    [{ prefix: '/é' }, ['/\u00c3\u00a9/x'], ['/\u00e9']],
  ];
  for (const [match, takes, leaves] of paths)
    it(`by ${JSON.stringify(match)} takes ${takes.join(' ')}`, () => {
      for (const path of takes) assert.equal(first([to('x', match)], path), 'x', path);
      for (const path of leaves) assert.equal(first([to('x', match)], path), undefined, path);
    });

  it('asks for the path and every condition', () => {
    const routes = [
      to('x', {
        prefix: '/',
        headers: [{ name: 'x-a', stringMatch: { exact: '1' } }],
        queryParameters: [{ name: 'v' }],
      }),
    ];
    const virtualHost = table([host('h', ['*'], routes)]).virtualHost('h');
    assert.ok(virtualHost?.route(request('/?v', { headers: ['x-a', '1'] })));
    assert.equal(virtualHost?.route(request('/', { headers: ['x-a', '1'] })), undefined);
    assert.equal(virtualHost?.route(request('/?v')), undefined);
  });
});

describe('a compiled route table', () => {
  it('takes unchanged virtual hosts over from the last one', () => {
    const kept = host('kept', ['a.com'], [to('x', { prefix: '/' })]);
    const config: RouteConfiguration = { name: 'http.80', virtualHosts: [kept, host('old', ['b.com'])] };
    const before = compileRouteConfiguration(config);
    const after = compileRouteConfiguration({ ...config, virtualHosts: [kept, host('new', ['b.com'])] }, before);
    assert.equal(after.virtualHost('a.com'), before.virtualHost('a.com'));
    assert.notEqual(after.virtualHost('b.com'), before.virtualHost('b.com'));
  });

  it('is refused for a regex that does not compile', () => {
    assert.throws(() => table([host('h', ['*'], [to('x', { safeRegex: { regex: '(' } })])]), /regular expression/);
  });
});

describe('the cluster of a route', () => {
  const weighted = (...weights: readonly number[]) =>
    compileRoute(
      {
        match: { prefix: '/' },
        route: { weightedClusters: { clusters: weights.map((weight, at) => ({ name: `c${at}`, weight })) } },
      },
      0,
    );

  it('is the only one', () => {
    assert.deepEqual(chooseCluster(compileRoute(to('x', { prefix: '/' }), 0), 0.5), { name: 'x', weight: undefined });
  });

  it('is chosen by weight, whatever the total', () => {
    const route = weighted(1, 0, 3);
    const chosen = [0, 0.24, 0.25, 0.5, 0.999].map((random) => chooseCluster(route, random)?.name);
    assert.deepEqual(chosen, ['c0', 'c0', 'c2', 'c2', 'c2']);
    assert.equal(chooseCluster(route, 0)?.weight, route.weighted?.clusters[0]);
  });

  it('is none where all weights are 0, there is no destination, or the route answers by itself', () => {
    assert.equal(chooseCluster(weighted(0, 0), 0.5), undefined);
    assert.equal(chooseCluster(weighted(), 0.5), undefined);
    assert.equal(
      chooseCluster(compileRoute({ match: { prefix: '/' }, directResponse: { status: 204 } }, 0), 0),
      undefined,
    );
  });
});
