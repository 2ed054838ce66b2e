import type { QueryParameterMatcher } from '../envoy/route.ts';
import { byteString } from '../lib/byte-string.ts';
import type { Condition } from './condition.ts';
import { queryValue, type RequestView } from './request-view.ts';
import { compileStringMatcher } from './string-predicate.ts';

/** Compiles a query parameter matcher: on the first value of that name, undecoded. */
export function compileQueryMatcher(matcher: QueryParameterMatcher): Condition {
  const name = byteString(matcher.name);
  const firstValue = (request: RequestView) => queryValue(request.path, name);
  const values = (request: RequestView) => {
    const value = firstValue(request);
    return value === undefined ? [] : [value];
  };
  const common = { on: 'query parameter', name: matcher.name, values } as const;
  if (matcher.stringMatch === undefined) {
    const wanted = matcher.presentMatch ?? true;
    const expected = wanted ? 'to be present' : 'to be absent';
    const holds = (request: RequestView) => (firstValue(request) !== undefined) === wanted;
    return { ...common, expected, wantedValue: undefined, holds };
  }
  const predicate = compileStringMatcher(matcher.stringMatch);
  return {
    ...common,
    expected: predicate.expected,
    wantedValue: predicate.exact,
    holds: (request) => {
      const value = firstValue(request);
      return value !== undefined && predicate.holds(value);
    },
  };
}
