import type { HeaderMatcher, QueryParameterMatcher, RouteMatch } from '../../envoy/route.ts';
import type { StringMatcher } from '../../envoy/string-matcher.ts';

/** A route's match in one line: `/api* x-user=jason ?debug`. */
export function matchText(match: RouteMatch): string {
  return [
    pathText(match),
    ...(match.headers ?? []).map(headerText),
    ...(match.queryParameters ?? []).map((parameter) => `?${parameterText(parameter)}`),
  ].join(' ');
}

function pathText({ path, prefix, pathSeparatedPrefix, safeRegex, caseSensitive = true }: RouteMatch): string {
  const text = path ?? safeRegexText(safeRegex?.regex) ?? separatedText(pathSeparatedPrefix) ?? `${prefix ?? ''}*`;
  return caseSensitive ? text : `${text} (any case)`;
}

function safeRegexText(regex: string | undefined): string | undefined {
  return regex === undefined ? undefined : `~${regex}`;
}

function separatedText(prefix: string | undefined): string | undefined {
  return prefix === undefined ? undefined : `${prefix}[/*]`;
}

function headerText({ name, stringMatch, invertMatch = false }: HeaderMatcher): string {
  return `${invertMatch ? 'not ' : ''}${name}${stringMatch === undefined ? '' : valueText(stringMatch)}`;
}

function parameterText({ name, stringMatch }: QueryParameterMatcher): string {
  return `${name}${stringMatch === undefined ? '' : valueText(stringMatch)}`;
}

function valueText({ exact, prefix, suffix, contains, safeRegex }: StringMatcher): string {
  if (exact !== undefined) return `=${exact}`;
  if (prefix !== undefined) return `=${prefix}*`;
  if (suffix !== undefined) return `=*${suffix}`;
  return contains === undefined ? `~${safeRegex?.regex ?? ''}` : `=*${contains}*`;
}
