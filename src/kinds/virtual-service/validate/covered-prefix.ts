// Whether a match by prefix takes all requests of a later one, as Istio's analysis judges it: only port, method,
// authority, headers and query parameters are compared (istio, coveredValidation).
import type { HttpMatchRequest } from '../http-match.ts';
import type { StringMatch } from '../string-match.ts';

type Conditions = Readonly<Record<string, string>>;

export interface PrefixMatch {
  /** Index of the rule, and of the match in it. */
  readonly rule: number;
  readonly match: number;
  readonly prefix: string;
  readonly port: number;
  readonly method: string;
  readonly authority: string;
  readonly headers: Conditions;
  readonly queryParams: Conditions;
  readonly withoutHeaders: Conditions;
}

/** The comparable form of a match that has a prefix for the path. */
export function prefixMatchOf(match: HttpMatchRequest, rule: number, index: number): PrefixMatch | undefined {
  const prefix = match.uri?.prefix ?? '';
  if (prefix === '') return undefined;
  return {
    rule,
    match: index,
    prefix,
    port: match.port ?? 0,
    // Istio takes a match without a method for one of GET.
    method: match.method === undefined ? 'exact:GET' : textOf(match.method),
    authority: textOf(match.authority),
    headers: textsOf(match.headers),
    queryParams: textsOf(match.queryParams),
    withoutHeaders: textsOf(match.withoutHeaders),
  };
}

function textOf(match: StringMatch | undefined): string {
  if ((match?.exact ?? '') !== '') return `exact:${match?.exact}`;
  return (match?.prefix ?? '') === '' ? '' : `prefix:${match?.prefix}`;
}

function textsOf(matches: Readonly<Record<string, StringMatch>> | undefined): Conditions {
  return Object.fromEntries(Object.entries(matches ?? {}).map(([name, match]) => [name, textOf(match)]));
}

/** Whether `earlier` covers `later`. */
export function coversPrefixMatch(earlier: PrefixMatch, later: PrefixMatch): boolean {
  return (
    later.prefix.startsWith(earlier.prefix) &&
    later.port === earlier.port &&
    earlier.method.startsWith(later.method) &&
    earlier.authority.startsWith(later.authority) &&
    coversConditions(earlier.headers, later.headers) &&
    coversConditions(earlier.queryParams, later.queryParams) &&
    coversConditions(earlier.withoutHeaders, later.withoutHeaders)
  );
}

function coversConditions(earlier: Conditions, later: Conditions): boolean {
  const entries = Object.entries(earlier);
  if (entries.length !== Object.keys(later).length) return false;
  return entries.every(([name, text]) => Object.hasOwn(later, name) && text.startsWith(later[name] ?? ''));
}
