import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Route, RouteMatch } from '../../src/envoy/route.ts';
import { matchesRoute } from '../../src/match/compiled-route.ts';
import { CompiledVirtualHost } from '../../src/match/compiled-virtual-host.ts';
import { pathOnly, type RequestView } from '../../src/match/request-view.ts';
import { request } from './request.ts';

// Few letters, so that paths and routes meet often.
const text = fc.array(fc.constantFrom('/', 'a', 'B', 'b'), { maxLength: 5 }).map((letters) => `/${letters.join('')}`);
const regex = fc.constantFrom('/a.*', '/[ab]+', '.*', '/a(/b)?', '/(?i)B', '/ab?', '/a|/b', '/a\\/b', '/b/.+', '(/a)*');
const caseSensitive = fc.constantFrom(undefined, true, false);

const path: fc.Arbitrary<RouteMatch> = fc.oneof(
  fc.record({ prefix: text, caseSensitive }),
  fc.record({ path: text, caseSensitive }),
  fc.record({ pathSeparatedPrefix: text, caseSensitive }),
  fc.record({ safeRegex: regex.map((source) => ({ regex: source })), caseSensitive }),
);
const conditions: fc.Arbitrary<Omit<RouteMatch, 'path'>> = fc.record(
  {
    headers: fc.array(
      fc.record({
        name: fc.constantFrom('x-a', ':method'),
        stringMatch: fc.constantFrom({ exact: '1' }, { prefix: 'P' }, { exact: 'GET' }),
        invertMatch: fc.boolean(),
      }),
      { maxLength: 1 },
    ),
    queryParameters: fc.constantFrom([], [{ name: 'v' }], [{ name: 'v', stringMatch: { exact: '1' } }]),
  },
  { requiredKeys: [] },
);
const plain = fc.constant<Omit<RouteMatch, 'path'>>({});
const routes: fc.Arbitrary<Route[]> = fc.array(
  fc
    .tuple(path, fc.oneof({ weight: 2, arbitrary: plain }, { weight: 1, arbitrary: conditions }))
    .map(([one, other]): Route => ({ match: { ...other, ...one } })),
  { maxLength: 30, size: 'max' },
);
/** So many on two paths that they are found by the values they want. */
const crowd: fc.Arbitrary<Route[]> = fc.array(
  fc
    .tuple(fc.constantFrom({ prefix: '/' }, { prefix: '/a' }, { pathSeparatedPrefix: '/a' }), conditions)
    .map(([one, other]): Route => ({ match: { ...other, ...one } })),
  { minLength: 60, maxLength: 120 },
);
const requests = fc.record({
  path: fc.tuple(text, fc.constantFrom('', '?v', '?v=1', '?w=1')).map(([before, query]) => before + query),
  method: fc.constantFrom('GET', 'PUT'),
  headers: fc.constantFrom([], ['x-a', '1'], ['x-a', '2', 'x-a', '1']),
});

function assertLinear(list: readonly Route[], views: readonly Parameters<typeof requestOf>[0][]): void {
  const host = new CompiledVirtualHost({ name: 'h', domains: ['*'], routes: list });
  for (const parts of views) {
    const view = requestOf(parts);
    const linear = host.routes.find((route) => matchesRoute(route, view, pathOnly(view.path)));
    assert.equal(host.route(view)?.index, linear?.index);
  }
}

function requestOf({
  path: target,
  ...parts
}: {
  path: string;
  method: string;
  headers: readonly string[];
}): RequestView {
  return request(target, parts);
}

describe('the index of routes', () => {
  const views = fc.array(requests, { minLength: 1, maxLength: 10 });

  it('finds the first match of the list', () => {
    fc.assert(fc.property(routes, views, assertLinear), { seed: 20260801, numRuns: 3_000 });
  });

  it('finds the first match among many on one path', () => {
    fc.assert(fc.property(crowd, views, assertLinear), { seed: 20260801, numRuns: 500 });
  });
});
