import type { StringMatcher } from '../envoy/string-matcher.ts';
import type { StringMatch } from '../kinds/virtual-service/virtual-service.ts';

/** Whether a match asks only for presence: it is empty, or the `*` that RE2 would refuse. */
export function isPresence(match: StringMatch): boolean {
  return (match.exact === undefined && match.prefix === undefined && match.regex === undefined) || match.regex === '*';
}

export function stringMatcher({ exact, prefix, regex }: StringMatch): StringMatcher {
  if (exact !== undefined) return { exact };
  if (prefix !== undefined) return { prefix };
  return { safeRegex: { regex: regex ?? '' } };
}
