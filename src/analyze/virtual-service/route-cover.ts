// Whether one route takes every request that another one would. Answers yes only where that is certain.
import type { HeaderMatcher, QueryParameterMatcher, Route } from '../../envoy/route.ts';
import type { PathMatch } from '../../match/path-match.ts';
import { matchesPath, parsePathMatch } from '../../match/path-match.ts';

/** A route's match in a form that is quick to compare. */
export interface ComparedMatch {
  readonly path: PathMatch;
  /** What it asks of headers and query parameters, each as a text of its own. */
  readonly conditions: ReadonlySet<string>;
}

/** Fields of a match that are understood here; one with others covers nothing. */
const knownFields = new Set([
  'prefix',
  'path',
  'safeRegex',
  'pathSeparatedPrefix',
  'caseSensitive',
  'headers',
  'queryParameters',
]);

/** Undefined for a match with parts that cannot be compared. */
export function comparedMatch({ match }: Route): ComparedMatch | undefined {
  if (Object.keys(match).some((field) => !knownFields.has(field))) return undefined;
  const headers = (match.headers ?? []).flatMap(headerConditions);
  const parameters = (match.queryParameters ?? []).flatMap(parameterConditions);
  return { path: parsePathMatch(match), conditions: new Set([...headers, ...parameters]) };
}

/** Whether everything that `later` matches is matched by `earlier`. */
export function covers(earlier: ComparedMatch, later: ComparedMatch): boolean {
  return coversPath(earlier.path, later.path) && isSubset(earlier.conditions, later.conditions);
}

function coversPath(earlier: PathMatch, later: PathMatch): boolean {
  if (earlier.kind === 'prefix' && (earlier.text === '' || earlier.text === '/')) return true;
  if (earlier.kind === 'regex') return coversByRegex(earlier, later);
  if (later.kind === 'regex')
    return earlier.kind === 'prefix' && !earlier.ignoreCase && later.regex.literalPrefix.startsWith(earlier.text);
  if (later.ignoreCase && !earlier.ignoreCase) return false;
  const text = earlier.ignoreCase ? later.text.toLowerCase() : later.text;
  if (later.kind === 'exact') return matchesPath(earlier, later.text);
  if (earlier.kind === 'prefix') return text.startsWith(earlier.text);
  if (earlier.kind !== 'separated-prefix') return false;
  return text.startsWith(`${earlier.text}/`) || (text === earlier.text && later.kind === 'separated-prefix');
}

function coversByRegex({ regex }: PathMatch & { readonly kind: 'regex' }, later: PathMatch): boolean {
  if (regex.source === '.*' || regex.source === '/.*') return true;
  if (later.kind === 'regex') return later.regex.source === regex.source;
  return later.kind === 'exact' && !later.ignoreCase && regex.matches(later.text);
}

/** A condition on a value also asks for presence, so that a route that asks for no more than that covers it. */
function headerConditions(matcher: HeaderMatcher): readonly string[] {
  const { name, stringMatch, invertMatch = false, treatMissingHeaderAsEmpty = false } = matcher;
  const presence = JSON.stringify(['header', name.toLowerCase(), 'present']);
  if (stringMatch === undefined && !invertMatch && matcher.presentMatch !== false && !treatMissingHeaderAsEmpty)
    return [presence];
  const own = JSON.stringify(['header', matcher]);
  return stringMatch === undefined || treatMissingHeaderAsEmpty ? [own] : [presence, own];
}

function parameterConditions(matcher: QueryParameterMatcher): readonly string[] {
  const presence = JSON.stringify(['parameter', matcher.name, 'present']);
  if (matcher.stringMatch === undefined && matcher.presentMatch !== false) return [presence];
  const own = JSON.stringify(['parameter', matcher]);
  return matcher.stringMatch === undefined ? [own] : [presence, own];
}

function isSubset(part: ReadonlySet<string>, whole: ReadonlySet<string>): boolean {
  if (part.size > whole.size) return false;
  for (const one of part) if (!whole.has(one)) return false;
  return true;
}
