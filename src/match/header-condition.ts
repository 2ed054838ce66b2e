import type { HeaderMatcher } from '../envoy/route.ts';
import type { Condition } from './condition.ts';
import { headerLines, type LinesOf } from './header-lines.ts';
import { compileStringMatcher, type StringPredicate } from './string-predicate.ts';

/**
 * Compiles a header matcher. The rules are Envoy 1.40's (HeaderUtility, match_headers_individually):
 * - every line of the header is tested on its own, and any may match;
 * - inverted, none may match;
 * - a missing header matches no value, inverted or not, unless it is treated as empty;
 * - for presence, treated as empty means present.
 */
export function compileHeaderMatcher(matcher: HeaderMatcher): Condition {
  const name = matcher.name.toLowerCase();
  const linesOf = headerLines(name);
  const common = { on: 'header', name, values: linesOf } as const;
  return matcher.stringMatch === undefined
    ? { ...common, ...presence(matcher, linesOf) }
    : { ...common, ...value(matcher, compileStringMatcher(matcher.stringMatch), linesOf) };
}

type Test = Pick<Condition, 'expected' | 'holds' | 'wantedValue'>;

function presence(matcher: HeaderMatcher, linesOf: LinesOf): Test {
  const wanted = (matcher.presentMatch ?? true) !== (matcher.invertMatch ?? false);
  const missingIsPresent = matcher.treatMissingHeaderAsEmpty ?? false;
  return {
    expected: wanted ? 'to be present' : 'to be absent',
    wantedValue: undefined,
    holds: (request) => (missingIsPresent || linesOf(request).length > 0) === wanted,
  };
}

function value(matcher: HeaderMatcher, predicate: StringPredicate, linesOf: LinesOf): Test {
  const wanted = !(matcher.invertMatch ?? false);
  const missingIsEmpty = matcher.treatMissingHeaderAsEmpty ?? false;
  return {
    expected: wanted ? predicate.expected : `anything but ${predicate.expected}`,
    wantedValue: wanted && !missingIsEmpty ? predicate.exact : undefined,
    holds: (request) => {
      const lines = linesOf(request);
      if (lines.length === 0) return missingIsEmpty && predicate.holds('') === wanted;
      return lines.some((line) => predicate.holds(line)) === wanted;
    },
  };
}
