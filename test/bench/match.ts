// What it costs to find the virtual host and the route of a request, by the size of the configuration. The last column
// of a row over the first says whether lookups stay flat.
import type { Route, RouteMatch, VirtualHost } from '../../src/envoy/route.ts';
import { compileFilterChains } from '../../src/match/filter-chain.ts';
import type { RequestView } from '../../src/match/request-view.ts';
import { compileRouteConfiguration } from '../../src/match/route-table.ts';

const sizes = [10, 1_000, 10_000];

/** Runs `look` for every one of n, in an order that caches do not foresee. */
interface Lookup {
  readonly name: string;
  readonly prepare: (size: number) => (at: number) => unknown;
}

const lookups: readonly Lookup[] = [
  {
    name: 'exact host',
    prepare: (size) =>
      hostLookup(
        size,
        (at) => `h${at}.example.com`,
        (at) => `h${at}.example.com:80`,
      ),
  },
  {
    name: 'wildcard host',
    prepare: (size) =>
      hostLookup(
        size,
        (at) => `*.d${at}.com`,
        (at) => `a.d${at}.com`,
      ),
  },
  {
    name: 'unknown host',
    prepare: (size) =>
      hostLookup(
        size,
        (at) => `h${at}.example.com`,
        (at) => `x${at}.test`,
      ),
  },
  {
    name: 'exact path',
    prepare: (size) =>
      routeLookup(
        size,
        (at) => ({ path: `/r/${at}` }),
        (at) => `/r/${at}?q`,
      ),
  },
  {
    name: 'prefix',
    prepare: (size) =>
      routeLookup(
        size,
        (at) => ({ prefix: `/r/${at}/` }),
        (at) => `/r/${at}/x/y`,
      ),
  },
  {
    name: 'regex with a literal start',
    prepare: (size) =>
      routeLookup(
        size,
        (at) => ({ safeRegex: { regex: `/r/${at}/[a-z]+` } }),
        (at) => `/r/${at}/xy`,
      ),
  },
  { name: 'prefix and header', prepare: (size) => routeLookup(size, withHeader, (at) => `/r/${at}`) },
  {
    name: 'header value on one path',
    prepare: (size) =>
      routeLookup(
        size,
        ofTenant,
        () => '/',
        (at) => ['x-tenant', `t${at}`],
      ),
  },
  {
    name: 'no route',
    prepare: (size) =>
      routeLookup(
        size,
        (at) => ({ prefix: `/r/${at}/` }),
        (at) => `/other/${at}`,
      ),
  },
  { name: 'server name', prepare: serverNameLookup },
];

/** Nanoseconds a lookup, a row a kind of lookup. */
export function benchMatch({ quick }: { readonly quick: boolean }): Promise<string[]> {
  const rounds = quick ? 200_000 : 2_000_000;
  const rows = lookups.map(({ name, prepare }) => {
    const costs = sizes.map((size) => nanosecondsEach(prepare(size), size, rounds));
    const growth = (costs.at(-1) ?? 0) / (costs[0] ?? 1);
    return `| ${name} | ${costs.map((cost) => cost.toFixed(0)).join(' | ')} | ${growth.toFixed(1)} |`;
  });
  const header = ['| ns a lookup, entries: | 10 | 1,000 | 10,000 | last / first |', '|---|---|---|---|---|'];
  return Promise.resolve([...header, ...rows]);
}

function nanosecondsEach(look: (at: number) => unknown, size: number, rounds: number): number {
  let at = 0;
  const run = (count: number) => {
    for (let i = 0; i < count; i += 1) {
      at = (at + 7_919) % size;
      look(at);
    }
  };
  run(rounds / 10);
  const start = process.hrtime.bigint();
  run(rounds);
  return Number(process.hrtime.bigint() - start) / rounds;
}

function hostLookup(size: number, domain: (at: number) => string, authority: (at: number) => string) {
  const virtualHosts = Array.from(
    { length: size },
    (_, at): VirtualHost => ({ name: `${at}`, domains: [domain(at)], routes: [] }),
  );
  const table = compileRouteConfiguration({ name: 'r', virtualHosts, ignorePortInHostMatching: true });
  const authorities = Array.from({ length: size }, (_, at) => authority(at));
  return (at: number) => table.virtualHost(authorities[at] as string);
}

function routeLookup(
  size: number,
  match: (at: number) => RouteMatch,
  path: (at: number) => string,
  headers: (at: number) => readonly string[] = () => [],
) {
  const routes = Array.from({ length: size }, (_, at): Route => ({ match: match(at), route: { cluster: 'c' } }));
  const table = compileRouteConfiguration({ name: 'r', virtualHosts: [{ name: 'h', domains: ['*'], routes }] });
  const host = table.virtualHost('h');
  const requests = Array.from({ length: size }, (_, at) => requestTo(path(at), headers(at)));
  return (at: number) => host?.route(requests[at] as RequestView);
}

function withHeader(at: number): RouteMatch {
  return { prefix: `/r/${at}`, headers: [{ name: 'x-user', stringMatch: { exact: 'jason' } }] };
}

function ofTenant(at: number): RouteMatch {
  return { prefix: '/', headers: [{ name: 'x-tenant', stringMatch: { exact: `t${at}` } }] };
}

function serverNameLookup(size: number) {
  const table = compileFilterChains(
    Array.from({ length: size }, (_, at) => ({
      filterChainMatch: { serverNames: [`h${at}.example.com`] },
      filters: [],
    })),
  );
  const connections = Array.from({ length: size }, (_, at) => ({
    destinationPort: 443,
    destinationAddress: '127.0.0.1',
    serverName: `h${at}.example.com`,
    transportProtocol: 'tls' as const,
    applicationProtocols: ['h2', 'http/1.1'],
  }));
  return (at: number) => table.find(connections[at] as (typeof connections)[number]);
}

function requestTo(path: string, headers: readonly string[]): RequestView {
  const flat = [
    'user-agent',
    'bench/1',
    'accept',
    '*/*',
    'x-user',
    'jason',
    'x-request-id',
    '1',
    'x-forwarded-for',
    '::1',
  ];
  return { method: 'GET', scheme: 'http', authority: 'h', path, headers: { flat: [...flat, ...headers] } };
}
