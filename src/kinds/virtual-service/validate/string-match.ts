// String matches and regular expressions.
import { parseRegex } from '../../../lib/regex.ts';
import { fieldOf } from '../../field-path.ts';
import { refused } from '../../field-problem.ts';
import type { Problem } from '../../problem.ts';
import type { StringMatch } from '../string-match.ts';

/** Istio's limit, in bytes; Envoy's is on the compiled program. */
const maxRegexBytes = 1024;

/** Checks a match of which an empty prefix would match everything, which Envoy refuses except for paths. */
export function checkStringMatch(path: string, match: StringMatch | undefined): readonly Problem[] {
  if (match?.prefix === '') return [refused(fieldOf(path, 'prefix'), 'prefix string match should not be empty')];
  return checkRegexMatch(path, match);
}

/** Checks the expression of a match, if it has one. */
export function checkRegexMatch(path: string, match: StringMatch | undefined): readonly Problem[] {
  if (match?.regex === undefined) return [];
  const place = fieldOf(path, 'regex');
  if (match.regex === '') return [refused(place, 'regex string match should not be empty')];
  return checkRegex(place, match.regex);
}

/** Checks a regular expression. */
export function checkRegex(path: string, expression: string): readonly Problem[] {
  if (Buffer.byteLength(expression) > maxRegexBytes) {
    return [refused(path, `regex is too large, max length allowed is ${maxRegexBytes}`)];
  }
  const parsed = parseRegex(expression);
  if ('regex' in parsed) return [];
  const syntax = 'https://github.com/google/re2/wiki/Syntax';
  return [refused(path, `${parsed.problem}; expressions have RE2's syntax (${syntax})`)];
}
