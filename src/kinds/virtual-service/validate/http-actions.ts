// Redirects, direct responses and rewrites.
import { checkSubstitution } from '../../../lib/regex.ts';
import { fieldOf } from '../../field-path.ts';
import { refused, warned } from '../../field-problem.ts';
import { checkPort } from '../../istio-rules/fields.ts';
import type { Problem } from '../../problem.ts';
import type { HttpDirectResponse, HttpRedirect, HttpRewrite } from '../http-action.ts';
import type { HttpRoute } from '../http-route.ts';
import { checkRegex } from './string-match.ts';

/** The codes that Envoy can redirect with; for any other it rejects the whole route configuration. */
const redirectCodes: readonly number[] = [301, 302, 303, 307, 308];

/** Checks a redirect. */
export function checkRedirect(path: string, redirect: HttpRedirect, rule: HttpRoute): readonly Problem[] {
  const { uri = '', prefixRewrite = '', authority = '', scheme = '', port, derivePort, redirectCode = 0 } = redirect;
  if (`${uri}${prefixRewrite}${authority}${scheme}` === '' && port === undefined && derivePort === undefined) {
    return [refused(path, 'redirect must specify URI, prefixRewrite, authority, scheme, or port')];
  }
  const problems: Problem[] = [];
  if (uri !== '' && prefixRewrite !== '')
    problems.push(refused(path, 'redirect may only contain one of uri or prefixRewrite'));
  if (prefixRewrite !== '' && !onlyPrefixMatches(rule)) {
    problems.push(
      refused(fieldOf(path, 'prefixRewrite'), 'prefixRewrite may only be used where all uri matches are prefixes'),
    );
  }
  if (redirectCode !== 0 && !redirectCodes.includes(redirectCode)) {
    const message = `${redirectCode} is not a valid redirect code, must be one of ${redirectCodes.join(', ')}`;
    problems.push(refused(fieldOf(path, 'redirectCode'), message));
  }
  if (scheme !== '' && scheme !== 'http' && scheme !== 'https') {
    problems.push(refused(fieldOf(path, 'scheme'), 'invalid redirect scheme, must be "http" or "https"'));
  }
  return port === undefined || port === 0 ? problems : [...problems, ...checkPort(fieldOf(path, 'port'), port)];
}

function onlyPrefixMatches({ match = [] }: HttpRoute): boolean {
  return match.length > 0 && match.every(({ uri }) => uri?.prefix !== undefined);
}

/** Bodies are part of the configuration, which is held in memory and sent whole. */
const maxBodyBytes = 1024 * 1024;
const largeBodyBytes = 100 * 1024;

/** Checks a direct response. */
export function checkDirectResponse(path: string, { status, body }: HttpDirectResponse): readonly Problem[] {
  const bytes =
    body?.bytes === undefined ? Buffer.byteLength(body?.string ?? '') : Buffer.byteLength(body.bytes, 'base64');
  const place = fieldOf(path, 'body');
  const size =
    bytes > maxBodyBytes
      ? [refused(place, 'the body of a direct response must be less than 1MB')]
      : bytes > largeBodyBytes
        ? [warned(place, 'large direct responses are part of the configuration and slow it down')]
        : [];
  return [...size, ...checkStatus(fieldOf(path, 'status'), status)];
}

/** A status that may be answered; 600 passes in Istio, whatever its message says. */
export function checkStatus(path: string, status: number): readonly Problem[] {
  return status >= 200 && status <= 600 ? [] : [refused(path, `HTTP status ${status} is not in range 200-599`)];
}

/** Checks a rewrite. */
export function checkRewrite(
  path: string,
  { uri = '', authority = '', uriRegexRewrite }: HttpRewrite,
): readonly Problem[] {
  if (uri !== '' && uriRegexRewrite !== undefined) {
    return [refused(path, 'rewrite may only contain one of uri or uriRegexRewrite')];
  }
  if (uri === '' && authority === '' && uriRegexRewrite === undefined) {
    return [refused(path, 'rewrite must specify at least one of uri, uriRegexRewrite, or authority')];
  }
  if (uriRegexRewrite === undefined) return [];
  const place = fieldOf(path, 'uriRegexRewrite');
  const { match = '', rewrite = '' } = uriRegexRewrite;
  if (match === '' || rewrite === '') return [refused(place, 'uriRegexRewrite requires both match and rewrite')];
  const problems = checkRegex(fieldOf(place, 'match'), match);
  if (problems.length > 0) return problems;
  // Istio does not look at the replacement; Envoy rejects the whole route configuration for a bad one.
  const fault = checkSubstitution(match, rewrite);
  return fault === undefined ? [] : [refused(fieldOf(place, 'rewrite'), fault)];
}
