import assert from 'node:assert/strict';
import type { QueryParameterMatcher } from '../../src/envoy/route.ts';
import { compileQueryMatcher } from '../../src/match/query-condition.ts';
import { request } from './request.ts';

const queries = [
  '',
  '?v',
  '?v=',
  '?v=1',
  '?v=1&v=2',
  '?v=2&v=1',
  '?a=b;v=1',
  '?V=1',
  '?%76=1',
  '?v=%31',
  '?&v=1',
  '?x&&v=1',
  '?v=1=2',
  '?v=a?v=1',
  '?vv=1',
  '?v1',
];

/** What Envoy 1.40 answers. */
const table: readonly (readonly [
  what: string,
  matcher: Omit<QueryParameterMatcher, 'name'>,
  takes: readonly string[],
])[] = [
  ['exact', { stringMatch: { exact: '1' } }, ['?v=1', '?v=1&v=2', '?&v=1', '?x&&v=1']],
  ['exact empty', { stringMatch: { exact: '' } }, ['?v', '?v=']],
  ['regex', { stringMatch: { safeRegex: { regex: '[0-9]' } } }, ['?v=1', '?v=1&v=2', '?v=2&v=1', '?&v=1', '?x&&v=1']],
  [
    'presence',
    { presentMatch: true },
    ['?v', '?v=', '?v=1', '?v=1&v=2', '?v=2&v=1', '?v=%31', '?&v=1', '?x&&v=1', '?v=1=2', '?v=a?v=1'],
  ],
  [
    'no specifier at all',
    {},
    ['?v', '?v=', '?v=1', '?v=1&v=2', '?v=2&v=1', '?v=%31', '?&v=1', '?x&&v=1', '?v=1=2', '?v=a?v=1'],
  ],
  ['absence', { presentMatch: false }, ['', '?a=b;v=1', '?V=1', '?%76=1', '?vv=1', '?v1']],
];

describe('a query parameter matcher', () => {
  for (const [what, matcher, takes] of table)
    it(`${what}: takes ${takes.map((query) => query || 'no query').join(' ')}`, () => {
      const condition = compileQueryMatcher({ name: 'v', ...matcher });
      assert.deepEqual(
        queries.filter((query) => condition.holds(request(`/p${query}`))),
        takes,
      );
    });
});
