// What a match of an HTTP rule is in Envoy (Istio's TranslateRouteMatch).
import type { HeaderMatcher, QueryParameterMatcher, RouteMatch } from '../../envoy/route.ts';
import type { HttpMatchRequest, StringMatch } from '../../kinds/virtual-service/virtual-service.ts';
import { compareText } from '../../snapshot/object-order.ts';
import { nonEmpty } from '../defined.ts';
import { isPresence, stringMatcher } from '../string-match.ts';
import type { RouteSemantics } from '../virtual-service/bound-virtual-service.ts';

/** @param match undefined for a rule without matches */
export function routeMatch(match: HttpMatchRequest | undefined, semantics: RouteSemantics): RouteMatch {
  if (match === undefined) return { prefix: '/' };
  const headers = nonEmpty(headerMatchers(match));
  const queryParameters = nonEmpty(queryParameterMatchers(match));
  return {
    ...pathMatch(match.uri, semantics),
    caseSensitive: !(match.ignoreUriCase ?? false),
    ...(headers && { headers }),
    ...(queryParameters && { queryParameters }),
  };
}

/** Whether a route takes every request, so that none after it is ever reached. */
export function isCatchAll({ prefix, pathSeparatedPrefix, safeRegex, headers, queryParameters }: RouteMatch): boolean {
  const takesEveryPath = prefix === '/' || pathSeparatedPrefix === '/' || safeRegex?.regex === '.*';
  return takesEveryPath && headers === undefined && queryParameters === undefined;
}

function pathMatch(uri: StringMatch | undefined, semantics: RouteSemantics): Partial<RouteMatch> {
  if (uri?.exact !== undefined) return { path: uri.exact };
  if (uri?.regex !== undefined) return { safeRegex: { regex: uri.regex } };
  const prefix = uri?.prefix ?? '/';
  if (semantics === 'istio' || prefix === '/') return { prefix };
  return { pathSeparatedPrefix: prefix.replace(/\/$/, '') };
}

/** Headers in the order of their names, then method, authority and scheme. */
function headerMatchers({ headers, withoutHeaders, method, authority, scheme }: HttpMatchRequest): HeaderMatcher[] {
  const named = [
    ...Object.entries(headers ?? {}).map(([name, match]) => headerMatcher(name, match)),
    ...Object.entries(withoutHeaders ?? {}).map(([name, match]) => absentHeaderMatcher(name, match)),
  ].sort((left, right) => compareText(left.name, right.name));
  const pseudo = [
    [':method', method],
    [':authority', authority],
    [':scheme', scheme],
  ] as const;
  return [...named, ...pseudo.flatMap(([name, match]) => (match === undefined ? [] : [headerMatcher(name, match)]))];
}

function headerMatcher(name: string, match: StringMatch): HeaderMatcher {
  return isPresence(match) ? { name, presentMatch: true } : { name, stringMatch: stringMatcher(match) };
}

/** A header that is not there has no value that matches, so the inverted match holds for it. */
function absentHeaderMatcher(name: string, match: StringMatch): HeaderMatcher {
  if (isPresence(match)) return { name, presentMatch: true, invertMatch: true };
  return { name, stringMatch: stringMatcher(match), invertMatch: true, treatMissingHeaderAsEmpty: true };
}

function queryParameterMatchers({ queryParams }: HttpMatchRequest): QueryParameterMatcher[] {
  return Object.entries(queryParams ?? {})
    .sort(([left], [right]) => compareText(left, right))
    .map(([name, match]) =>
      isPresence(match) ? { name, presentMatch: true } : { name, stringMatch: stringMatcher(match) },
    );
}
