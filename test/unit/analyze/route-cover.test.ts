import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CoverIndex } from '../../../src/analyze/virtual-service/cover-index.ts';
import { type ComparedMatch, comparedMatch, covers } from '../../../src/analyze/virtual-service/route-cover.ts';
import type { Route, RouteMatch } from '../../../src/envoy/route.ts';
import { compileRoute, matchesRoute } from '../../../src/match/compiled-route.ts';
import { pathOnly } from '../../../src/match/request-view.ts';
import { request } from '../../match/request.ts';

const text = fc.array(fc.constantFrom('/', 'a', 'B', 'b'), { maxLength: 4 }).map((letters) => `/${letters.join('')}`);
const regex = fc.constantFrom('/a.*', '/[ab]+', '.*', '/.*', '/a(/b)?', '/(?i)B', '/ab?', '/a|/b', '/b/.+');
const caseSensitive = fc.constantFrom(undefined, false);
const path: fc.Arbitrary<RouteMatch> = fc.oneof(
  fc.record({ prefix: text, caseSensitive }),
  fc.record({ path: text, caseSensitive }),
  fc.record({ pathSeparatedPrefix: text, caseSensitive }),
  fc.record({ safeRegex: regex.map((source) => ({ regex: source })) }),
);
const header = fc.record(
  {
    name: fc.constantFrom('x-a', ':method'),
    stringMatch: fc.constantFrom({ exact: '1' }, { prefix: 'P' }, { exact: 'GET' }),
    presentMatch: fc.boolean(),
    invertMatch: fc.boolean(),
    treatMissingHeaderAsEmpty: fc.boolean(),
  },
  { requiredKeys: ['name'] },
);
const parameter = fc.constantFrom(
  [],
  [{ name: 'v' }],
  [{ name: 'v', stringMatch: { exact: '1' } }],
  [{ name: 'v', presentMatch: false }],
);
const match: fc.Arbitrary<RouteMatch> = fc
  .tuple(path, fc.array(header, { maxLength: 2 }), parameter)
  .map(([one, headers, queryParameters]) => ({ ...one, headers, queryParameters }));
const view = fc.record({
  path: fc.tuple(text, fc.constantFrom('', '?v', '?v=1', '?w=1')).map(([before, query]) => before + query),
  method: fc.constantFrom('GET', 'PUT'),
  headers: fc.constantFrom([], ['x-a', '1'], ['x-a', '2', 'x-a', '1'], ['x-a', '']),
});

function compared(one: RouteMatch): ComparedMatch {
  return comparedMatch({ match: one }) ?? assert.fail('every field is known');
}

describe('what one route takes from another', () => {
  it('is certain: whatever the covered one matches, the other one matches', () => {
    fc.assert(
      fc.property(match, match, fc.array(view, { minLength: 5, maxLength: 20 }), (earlier, later, views) => {
        if (!covers(compared(earlier), compared(later))) return;
        const [first, second] = [earlier, later].map((one) => compileRoute({ match: one }, 0));
        for (const { path: target, ...parts } of views) {
          const seen = request(target, parts);
          if (second === undefined || !matchesRoute(second, seen, pathOnly(target))) continue;
          assert.ok(first !== undefined && matchesRoute(first, seen, pathOnly(target)));
        }
      }),
      { seed: 20180601, numRuns: 2000 },
    );
  });

  it('is found by the index as by comparing each with each', () => {
    fc.assert(
      fc.property(fc.array(match, { maxLength: 12 }), match, (list, wanted) => {
        const index = new CoverIndex<number>();
        for (const [number, one] of list.entries()) index.add(compared(one), number);
        const found = index.find(compared(wanted));
        const isCovered = list.some((one) => covers(compared(one), compared(wanted)));
        assert.equal(found !== undefined, isCovered);
        if (found !== undefined) assert.ok(covers(compared(list[found] as RouteMatch), compared(wanted)));
      }),
      { seed: 20180601, numRuns: 2000 },
    );
  });

  const cases: readonly (readonly [earlier: RouteMatch, later: RouteMatch, isCovered: boolean])[] = [
    [{ prefix: '/' }, { safeRegex: { regex: '.*' } }, true],
    [{ prefix: '/cart' }, { path: '/carts' }, true],
    [{ pathSeparatedPrefix: '/cart' }, { path: '/carts' }, false],
    [{ pathSeparatedPrefix: '/cart' }, { prefix: '/cart/x' }, true],
    [{ prefix: '/cart' }, { prefix: '/CART', caseSensitive: false }, false],
    [{ prefix: '/cart', caseSensitive: false }, { prefix: '/CARTS' }, true],
    [{ safeRegex: { regex: '/item/[0-9]+' } }, { path: '/item/7' }, true],
    [{ safeRegex: { regex: '/item/[0-9]+' } }, { prefix: '/item/7' }, false],
    [{ prefix: '/item' }, { safeRegex: { regex: '/item/.*' } }, true],
    [
      { prefix: '/', headers: [{ name: 'x' }] },
      { prefix: '/', headers: [{ name: 'X', stringMatch: { exact: '1' } }] },
      true,
    ],
    [
      { prefix: '/', headers: [{ name: 'x', stringMatch: { exact: '1' } }] },
      { prefix: '/', headers: [{ name: 'x' }] },
      false,
    ],
  ];
  for (const [earlier, later, isCovered] of cases) {
    it(`${JSON.stringify(earlier)} ${isCovered ? 'takes' : 'leaves'} ${JSON.stringify(later)}`, () => {
      assert.equal(covers(compared(earlier), compared(later)), isCovered);
    });
  }

  it('is not claimed for matches with parts that are not known here', () => {
    const route = { match: { prefix: '/', runtimeFraction: {} } } as Route;
    assert.equal(comparedMatch(route), undefined);
  });
});
