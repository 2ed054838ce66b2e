import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Route, RouteMatch } from '../../src/envoy/route.ts';
import { matchesRoute } from '../../src/match/compiled-route.ts';
import { CompiledVirtualHost } from '../../src/match/compiled-virtual-host.ts';
import { pathOnly } from '../../src/match/request-view.ts';
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
const routes: fc.Arbitrary<Route[]> = fc.array(
  fc
    .tuple(path, fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: conditions }))
    .map(([one, other]): Route => ({ match: { ...other, ...one } })),
  { maxLength: 30 },
);
const requests = fc.record({
  path: fc.tuple(text, fc.constantFrom('', '?v', '?v=1', '?w=1')).map(([before, query]) => before + query),
  method: fc.constantFrom('GET', 'PUT'),
  headers: fc.constantFrom([], ['x-a', '1'], ['x-a', '2', 'x-a', '1']),
});

describe('the index of routes', () => {
  it('finds the first match of the list', () => {
    fc.assert(
      fc.property(routes, fc.array(requests, { minLength: 1, maxLength: 10 }), (list, views) => {
        const host = new CompiledVirtualHost({ name: 'h', domains: ['*'], routes: list });
        for (const { path: target, ...parts } of views) {
          const view = request(target, parts);
          const linear = host.routes.find((route) => matchesRoute(route, view, pathOnly(target)));
          assert.equal(host.route(view)?.index, linear?.index);
        }
      }),
      { seed: 20260801, numRuns: 3_000 },
    );
  });
});
