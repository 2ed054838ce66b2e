// Retries, faults, mirrors and CORS.
import { grpcStatusNames } from '../../../lib/grpc-status.ts';
import { parseDuration } from '../../duration.ts';
import { fieldOf, itemOf } from '../../field-path.ts';
import { refused, warned } from '../../field-problem.ts';
import { checkDuration } from '../../istio-rules/fields.ts';
import type { Problem } from '../../problem.ts';
import type { CorsPolicy, FaultAbort, FaultDelay, HttpFault, HttpRetry, Percent } from '../http-policy.ts';
import type { HttpRoute } from '../http-route.ts';
import { checkDestination } from './destinations.ts';
import { checkCorsHeaderName } from './header-name.ts';
import { checkStatus } from './http-actions.ts';
import { httpMethods, isHttpStatus, retryConditions } from './known-values.ts';
import { checkRegexMatch } from './string-match.ts';

/** Checks a retry policy. */
export function checkRetries(path: string, retries: HttpRetry): readonly Problem[] {
  const { attempts = 0, perTryTimeout, retryOn = '', retryRemoteLocalities } = retries;
  const problems: Problem[] = [];
  if (attempts < 0) problems.push(refused(fieldOf(path, 'attempts'), 'attempts cannot be negative'));
  if (attempts === 0 && (perTryTimeout !== undefined || retryOn !== '' || retryRemoteLocalities !== undefined)) {
    problems.push(refused(path, 'http retry policy configured when attempts are set to 0 (disabled)'));
  }
  return [
    ...problems,
    ...checkDuration(fieldOf(path, 'perTryTimeout'), perTryTimeout),
    ...checkDuration(fieldOf(path, 'backoff'), retries.backoff),
    ...(retryOn === '' ? [] : checkRetryOn(fieldOf(path, 'retryOn'), retryOn)),
  ];
}

/** Conditions are compared as they are between the commas: Istio refuses `5xx, reset` for its space. */
function checkRetryOn(path: string, retryOn: string): readonly Problem[] {
  return retryOn.split(',').flatMap((condition) => {
    if (retryConditions.includes(condition) || isHttpStatus(condition)) return [];
    return [refused(path, `${JSON.stringify(condition)} is not a valid retryOn policy`)];
  });
}

/** Checks fault injection. */
export function checkFault(path: string, { abort, delay }: HttpFault): readonly Problem[] {
  if (abort === undefined && delay === undefined) {
    return [refused(path, 'HTTP fault injection must have an abort and/or a delay')];
  }
  return [
    ...(abort === undefined ? [] : checkAbort(fieldOf(path, 'abort'), abort)),
    ...(delay === undefined ? [] : checkDelay(fieldOf(path, 'delay'), delay)),
  ];
}

function checkAbort(path: string, abort: FaultAbort): readonly Problem[] {
  const percentage = checkFraction(fieldOf(path, 'percentage'), abort.percentage);
  if (abort.grpcStatus !== undefined)
    return [...percentage, ...checkGrpcStatus(fieldOf(path, 'grpcStatus'), abort.grpcStatus)];
  if (abort.httpStatus !== undefined)
    return [...percentage, ...checkStatus(fieldOf(path, 'httpStatus'), abort.httpStatus)];
  if (abort.http2Error !== undefined) {
    const message = 'HTTP/2 abort fault injection not supported yet, use httpStatus or grpcStatus';
    return [...percentage, refused(fieldOf(path, 'http2Error'), message)];
  }
  return [...percentage, warned(path, 'abort configured, but error type not set')];
}

function checkGrpcStatus(path: string, status: string): readonly Problem[] {
  if (grpcStatusNames.includes(status)) return [];
  return [
    refused(path, `gRPC status ${JSON.stringify(status)} is not supported, use one of ${grpcStatusNames.join(', ')}`),
  ];
}

function checkDelay(path: string, delay: FaultDelay): readonly Problem[] {
  return [
    ...checkFraction(fieldOf(path, 'percentage'), delay.percentage),
    ...checkDuration(fieldOf(path, 'fixedDelay'), delay.fixedDelay),
    ...(delay.exponentialDelay === undefined
      ? []
      : [refused(fieldOf(path, 'exponentialDelay'), 'exponentialDelay not supported yet, use fixedDelay')]),
  ];
}

function checkFraction(path: string, percentage: Percent | undefined): readonly Problem[] {
  const value = percentage?.value ?? 0;
  if (value === 0 || (value >= 0.0001 && value <= 100)) return [];
  return [refused(path, `percentage ${value} is neither 0.0, nor in range [0.0001, 100.0]`)];
}

/** Checks `mirror`, its percentage and `mirrors`. */
export function checkMirrors(path: string, rule: HttpRoute): readonly Problem[] {
  return [
    ...checkMirrorPercentage(fieldOf(path, 'mirrorPercentage'), rule.mirrorPercentage),
    ...checkDestination(fieldOf(path, 'mirror'), rule.mirror),
    ...(rule.mirrors ?? []).flatMap(({ destination, percentage }, index) => {
      const place = itemOf(fieldOf(path, 'mirrors'), index);
      return [
        ...checkDestination(fieldOf(place, 'destination'), destination),
        ...checkMirrorPercentage(fieldOf(place, 'percentage'), percentage),
      ];
    }),
  ];
}

function checkMirrorPercentage(path: string, percentage: Percent | undefined): readonly Problem[] {
  const value = percentage?.value ?? 0;
  if (value > 100) return [refused(path, `mirror percentage must have a max value of 100 (it has ${value})`)];
  return value < 0 ? [refused(path, `mirror percentage must have a min value of 0 (it has ${value})`)] : [];
}

/** Checks a CORS policy. */
export function checkCors(path: string, policy: CorsPolicy): readonly Problem[] {
  const each = (
    name: 'allowMethods' | 'allowHeaders' | 'exposeHeaders',
    check: (path: string, value: string) => readonly Problem[],
  ) => (policy[name] ?? []).flatMap((value, index) => check(itemOf(fieldOf(path, name), index), value));
  return [
    ...(policy.allowOrigins ?? []).flatMap((origin, index) => {
      const place = itemOf(fieldOf(path, 'allowOrigins'), index);
      const value = origin.exact ?? origin.prefix ?? origin.regex ?? '';
      if (value === '')
        return [refused(place, 'an allowed origin must have an exact, prefix or regex that is not empty')];
      return checkRegexMatch(place, origin);
    }),
    ...each('allowMethods', checkMethod),
    ...each('allowHeaders', checkCorsHeaderName),
    ...each('exposeHeaders', checkCorsHeaderName),
    ...checkMaxAge(fieldOf(path, 'maxAge'), policy.maxAge),
  ];
}

function checkMethod(path: string, method: string): readonly Problem[] {
  if (httpMethods.includes(method)) return [];
  return [refused(path, `${JSON.stringify(method)} is not a supported HTTP method`)];
}

function checkMaxAge(path: string, maxAge: string | undefined): readonly Problem[] {
  if (maxAge === undefined) return [];
  const whole = (parseDuration(maxAge) ?? 0) % 1e9 === 0;
  return [
    ...checkDuration(path, maxAge),
    ...(whole ? [] : [refused(path, 'max_age duration is accurate only to seconds precision')]),
  ];
}
