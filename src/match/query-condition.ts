import type { QueryParameterMatcher } from '../envoy/route.ts';
import { byteString } from '../lib/byte-string.ts';
import type { Condition } from './condition.ts';
import { queryValue, type RequestView } from './request-view.ts';
import { compileStringMatcher } from './string-predicate.ts';

/** Compiles a query parameter matcher: on the first value of that name, undecoded. */
export function compileQueryMatcher(matcher: QueryParameterMatcher): Condition {
  const name = byteString(matcher.name);
  const actual = (request: RequestView) => queryValue(request.path, name);
  const common = { on: 'query parameter', name: matcher.name, actual } as const;
  if (matcher.stringMatch === undefined) {
    const wanted = matcher.presentMatch ?? true;
    const expected = wanted ? 'to be present' : 'to be absent';
    return { ...common, expected, holds: (request) => (actual(request) !== undefined) === wanted };
  }
  const predicate = compileStringMatcher(matcher.stringMatch);
  return {
    ...common,
    expected: predicate.expected,
    holds: (request) => {
      const value = actual(request);
      return value !== undefined && predicate.holds(value);
    },
  };
}
