import type { StringMatcher } from '../envoy/string-matcher.ts';
import { byteString } from '../lib/byte-string.ts';
import { compileRegex } from '../lib/regex.ts';

/** A compiled envoy.type.matcher.v3.StringMatcher. */
export interface StringPredicate {
  /** What is wanted, for explanations: `exactly "1"`. */
  readonly expected: string;
  /** The only value that holds, where there is only one. */
  readonly exact: string | undefined;
  holds(value: string): boolean;
}

/** Compiles a string matcher. `ignoreCase` does nothing to a regex, as in Envoy. */
export function compileStringMatcher(matcher: StringMatcher): StringPredicate {
  const { exact, prefix, suffix, contains, safeRegex, ignoreCase = false } = matcher;
  if (safeRegex !== undefined) {
    const regex = compileRegex(safeRegex.regex);
    const expected = `a match of the regex ${quote(safeRegex.regex)}`;
    return { expected, exact: undefined, holds: (value) => regex.matches(value) };
  }
  if (prefix !== undefined) return compile('the prefix', prefix, ignoreCase, (value, text) => value.startsWith(text));
  if (suffix !== undefined) return compile('the suffix', suffix, ignoreCase, (value, text) => value.endsWith(text));
  if (contains !== undefined) return compile('to contain', contains, ignoreCase, (value, text) => value.includes(text));
  const predicate = compile('exactly', exact ?? '', ignoreCase, (value, text) => value === text);
  return ignoreCase ? predicate : { ...predicate, exact: byteString(exact ?? '') };
}

function compile(
  words: string,
  text: string,
  ignoreCase: boolean,
  test: (value: string, text: string) => boolean,
): StringPredicate {
  const bytes = byteString(text);
  if (!ignoreCase)
    return { expected: `${words} ${quote(text)}`, exact: undefined, holds: (value) => test(value, bytes) };
  const lower = bytes.toLowerCase();
  return {
    expected: `${words} ${quote(text)} in any case`,
    exact: undefined,
    holds: (value) => test(value.toLowerCase(), lower),
  };
}

function quote(text: string): string {
  return JSON.stringify(text);
}
