import assert from 'node:assert/strict';
import type { Config } from '../../../src/envoy/config.ts';
import { sourceMetadata } from '../../../src/envoy/config-source.ts';
import type { FilterChain } from '../../../src/envoy/listener.ts';
import type { Route } from '../../../src/envoy/route.ts';
import { validateConfig } from '../../../src/envoy/validate.ts';

const source = { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', namespace: 'default', name: 'shop' };
const metadata = sourceMetadata(source, 'spec.http[0]');
const empty: Config = { listeners: [], routes: [], clusters: [], endpoints: [] };

function withRoutes(...routes: readonly Route[]): Config {
  const virtualHosts = [{ name: 'a:80', domains: ['a'], routes: routes.map((route) => ({ ...route, metadata })) }];
  return { ...empty, routes: [{ name: 'http.80', virtualHosts }] };
}

/** What is left of one route, and what is said. */
function check(route: Route) {
  const { config, findings } = validateConfig(withRoutes(route));
  return { left: config.routes[0]?.virtualHosts[0]?.routes ?? [], findings };
}

const forward = { route: { cluster: 'c' } };
const match = { prefix: '/' };

describe('validation of a config', () => {
  it('keeps the very objects where nothing is wrong', () => {
    const config = withRoutes({ match, ...forward });
    const validated = validateConfig(config);
    assert.equal(validated.config.routes[0], config.routes[0]);
    assert.deepEqual(validated.findings, []);
  });

  const refusedRoutes: Readonly<Record<string, readonly [Route, RegExp]>> = {
    'a direct response with status 600': [{ match, directResponse: { status: 600 } }, /200 to 599/],
    'a direct response with status 99': [{ match, directResponse: { status: 99 } }, /200 to 599/],
    'no action, as of a redirect with code 304': [{ match }, /301, 302/],
    'weighted clusters without a weight': [
      { match, route: { weightedClusters: { clusters: [{ name: 'c', weight: 0 }] } } },
      /weight/,
    ],
    'a path prefix that ends in a slash': [{ match: { pathSeparatedPrefix: '/a/' }, ...forward }, /path prefix/],
    'a path prefix of one character': [{ match: { pathSeparatedPrefix: '/' }, ...forward }, /path prefix/],
    'an expression that RE2 does not know': [{ match: { safeRegex: { regex: '(?=a)' } }, ...forward }, /not RE2/],
    'such an expression in a header': [
      { match: { ...match, headers: [{ name: 'x', stringMatch: { safeRegex: { regex: '(' } } }] }, ...forward },
      /not RE2/,
    ],
    'a substitution with a group that is not there': [
      { match, route: { cluster: 'c', regexRewrite: { pattern: { regex: '(a)' }, substitution: '\\2' } } },
      /group/,
    ],
    'an authority with a line break': [
      { match, route: { cluster: 'c', hostRewriteLiteral: 'a\r\nb' } },
      /header value/,
    ],
  };
  for (const [what, [route, message]] of Object.entries(refusedRoutes)) {
    it(`leaves a route out that has ${what}`, () => {
      const { left, findings } = check(route);
      assert.deepEqual(left, []);
      assert.equal(findings.length, 1);
      const [finding] = findings;
      assert.match(finding?.message ?? '', message);
      assert.equal(finding?.code, 'ICTL0023');
      assert.equal(finding?.path, 'spec.http[0]');
      assert.equal(finding?.resource?.name, 'shop');
    });
  }

  it('leaves out only the header operation whose value is no format', () => {
    const header = (key: string, value: string) => ({ header: { key, value } });
    const { left, findings } = check({
      match,
      ...forward,
      requestHeadersToAdd: [header('x-a', '%NOSUCH%'), header('x-b', '%REQ(:PATH)% 100%%')],
      responseHeadersToAdd: [header('x-c', '50%')],
    });
    assert.deepEqual(
      left[0]?.requestHeadersToAdd?.map((one) => one.header.key),
      ['x-b'],
    );
    assert.deepEqual(left[0]?.responseHeadersToAdd, []);
    assert.equal(findings.length, 2);
  });

  it('looks into the header operations of weighted clusters', () => {
    const requestHeadersToAdd = [{ header: { key: 'x', value: '%NOSUCH%' } }];
    const { left } = check({
      match,
      route: { weightedClusters: { clusters: [{ name: 'c', weight: 1, requestHeadersToAdd }] } },
    });
    assert.deepEqual(left[0]?.route?.weightedClusters?.clusters[0]?.requestHeadersToAdd, []);
  });

  it('says of a route that stands in several virtual hosts what is wrong with it once', () => {
    const route: Route = { match, metadata };
    const virtualHosts = ['a', 'b'].map((name) => ({ name, domains: [name], routes: [route] }));
    const { findings } = validateConfig({ ...empty, routes: [{ name: 'http.80', virtualHosts }] });
    assert.equal(findings.length, 1);
  });

  it('leaves a domain out that an earlier virtual host has in whatever case, and the host if it had no other', () => {
    const host = (name: string, ...domains: string[]) => ({ name, domains, routes: [], metadata });
    const routes = [
      {
        name: 'http.80',
        virtualHosts: [host('a', 'A.example'), host('b', 'a.example', 'b.example'), host('c', 'B.example')],
      },
    ];
    const { config, findings } = validateConfig({ ...empty, routes });
    assert.deepEqual(
      config.routes[0]?.virtualHosts.map(({ name, domains }) => [name, domains]),
      [
        ['a', ['A.example']],
        ['b', ['b.example']],
      ],
    );
    assert.equal(findings.length, 2);
  });

  const chain = (...serverNames: string[]): FilterChain => ({
    filterChainMatch: { serverNames },
    filters: [],
    metadata,
  });
  const withChains = (...filterChains: FilterChain[]): Config => ({
    ...empty,
    listeners: [{ name: '0.0.0.0_443', address: {}, filterChains }],
  });

  it('leaves a chain out of which an earlier one has a server name', () => {
    const { config, findings } = validateConfig(withChains(chain('a', 'b'), chain('B', 'c'), chain('d')));
    assert.deepEqual(
      config.listeners[0]?.filterChains.map(({ filterChainMatch }) => filterChainMatch?.serverNames),
      [['a', 'b'], ['d']],
    );
    assert.match(findings[0]?.message ?? '', /server name b/);
  });

  it('leaves a second chain for every connection out', () => {
    const all: FilterChain = { filters: [], metadata };
    const { config } = validateConfig(withChains(all, { ...all }, chain('a')));
    assert.equal(config.listeners[0]?.filterChains.length, 2);
  });

  it('ignores names of client certificates where there is no CA to verify them with', () => {
    const transportSocket = {
      name: 'envoy.transport_sockets.tls',
      typedConfig: {
        '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext',
        commonTlsContext: { validationContext: { matchSubjectAltNames: [{ exact: 'alice' }] } },
      },
    } as const;
    const { config, findings } = validateConfig(withChains({ ...chain('a'), transportSocket }));
    const context = config.listeners[0]?.filterChains[0]?.transportSocket?.typedConfig.commonTlsContext;
    assert.deepEqual(context, {});
    assert.equal(findings[0]?.path, 'spec.http[0].tls.subjectAltNames');
  });

  it('leaves the sizes of hash tables to their default where Envoy has none as large', () => {
    const cluster = (name: string, config: object) => ({ name, type: 'EDS' as const, ...config });
    const { config, findings } = validateConfig({
      ...empty,
      clusters: [
        cluster('maglev', { maglevLbConfig: { tableSize: '5000077' } }),
        cluster('ring', { ringHashLbConfig: { minimumRingSize: '9000000' } }),
        cluster('fine', { maglevLbConfig: { tableSize: '65537' } }),
      ],
    });
    assert.deepEqual(
      config.clusters.map((one) => 'maglevLbConfig' in one || 'ringHashLbConfig' in one),
      [false, false, true],
    );
    assert.equal(findings.length, 2);
  });
});
