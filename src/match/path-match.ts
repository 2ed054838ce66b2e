import type { RouteMatch } from '../envoy/route.ts';
import { byteString } from '../lib/byte-string.ts';
import { compileRegex, type Regex } from '../lib/regex.ts';

/** The path part of a route match; texts that ignore case are in lower case. */
export type PathMatch =
  | { readonly kind: 'exact' | 'prefix' | 'separated-prefix'; readonly text: string; readonly ignoreCase: boolean }
  | { readonly kind: 'regex'; readonly regex: Regex };

/** Reads the path part of a route match. `caseSensitive` does nothing to a regex, as in Envoy. */
export function parsePathMatch(match: RouteMatch): PathMatch {
  if (match.safeRegex !== undefined) return { kind: 'regex', regex: compileRegex(match.safeRegex.regex) };
  const ignoreCase = match.caseSensitive === false;
  const textOf = (text: string) => (ignoreCase ? byteString(text).toLowerCase() : byteString(text));
  if (match.path !== undefined) return { kind: 'exact', text: textOf(match.path), ignoreCase };
  if (match.pathSeparatedPrefix !== undefined)
    return { kind: 'separated-prefix', text: textOf(match.pathSeparatedPrefix), ignoreCase };
  return { kind: 'prefix', text: textOf(match.prefix ?? ''), ignoreCase };
}

/**
 * Whether a path matches.
 * @param path without query and fragment
 */
export function matchesPath(match: PathMatch, path: string): boolean {
  if (match.kind === 'regex') return match.regex.matches(path);
  const { kind, text } = match;
  const subject = match.ignoreCase ? path.toLowerCase() : path;
  if (kind === 'exact') return subject === text;
  if (!subject.startsWith(text)) return false;
  return kind === 'prefix' || subject.length === text.length || subject[text.length] === '/';
}

/** What a path match wants, for explanations: `the prefix "/api" in any case`. */
export function describePathMatch(match: PathMatch): string {
  if (match.kind === 'regex') return `a match of the regex ${JSON.stringify(match.regex.source)}`;
  const words = { exact: 'exactly', prefix: 'the prefix', 'separated-prefix': 'the path segments' }[match.kind];
  return `${words} ${JSON.stringify(match.text)}${match.ignoreCase ? ' in any case' : ''}`;
}
