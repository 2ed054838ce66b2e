// What a route says of the requests that it forwards, for the one that is asked about.
import { judgeCors } from '../../engine/filters/cors.ts';
import { shareOf } from '../../engine/fractional-percent.ts';
import type { RequestHead } from '../../engine/http/stream.ts';
import type { CorsPolicy } from '../../envoy/cors-policy.ts';
import type { HttpFault } from '../../envoy/http-fault.ts';
import type { FractionalPercent, RetryPolicy, Route, RouteAction } from '../../envoy/route.ts';
import { grpcStatusNames } from '../../lib/grpc-status.ts';
import type { Outcome, Policy, PolicyName } from './decision.ts';
import type { PolicyFinder } from './policy-finder.ts';

export interface RoutePolicies {
  readonly policies: readonly Policy[];
  /** Where a policy answers in the place of the upstream. */
  readonly outcome: Outcome | undefined;
}

type Field = Parameters<PolicyFinder['ofRoute']>[1][number];

/** Lists them in the order in which the proxy comes to them. */
export function routePolicies(route: Route, head: RequestHead, finder: PolicyFinder): RoutePolicies {
  const { route: action = {}, typedPerFilterConfig = {} } = route;
  const fault = typedPerFilterConfig['envoy.filters.http.fault'] as unknown as HttpFault | undefined;
  const cors = typedPerFilterConfig['envoy.filters.http.cors'] as unknown as CorsPolicy | undefined;
  const policy = (name: PolicyName, text: string | undefined, ...fields: readonly Field[]): Policy[] =>
    text === undefined || text === '' ? [] : [{ name, text, ...finder.ofRoute(route.metadata, fields) }];
  return {
    policies: [
      ...policy('fault', fault && faultText(fault), 'fault'),
      ...policy('cors', cors && corsText(cors, head), 'corsPolicy'),
      ...policy('rewrite', rewriteText(action, head), 'rewrite', 'headers', 'route'),
      ...policy('headers', headersText(route), 'headers', 'route'),
      ...policy('timeout', timeoutText(action), 'timeout'),
      ...policy('retries', retriesText(action.retryPolicy), 'retries'),
      ...policy('mirror', mirrorText(action), 'mirror', 'mirrors'),
    ],
    outcome: abortOutcome(fault) ?? (cors && preflightOutcome(cors, head)),
  };
}

function abortOutcome(fault: HttpFault | undefined): Outcome | undefined {
  const { abort } = fault ?? {};
  if (abort === undefined || shareOf(abort.percentage) < 1) return undefined;
  const status = abort.httpStatus ?? 200;
  return { kind: 'answered', status, flag: 'FI', summary: 'the fault of the route answers every request' };
}

function preflightOutcome(cors: CorsPolicy, head: RequestHead): Outcome | undefined {
  return judgeCors(cors, head)?.isAnswered === true
    ? { kind: 'answered', status: 200, summary: "the preflight is answered by the route's CORS policy" }
    : undefined;
}

function faultText({ delay, abort }: HttpFault): string {
  const parts = [
    ...(delay?.fixedDelay === undefined ? [] : [`delay of ${delay.fixedDelay} for ${percentText(delay.percentage)}`]),
    ...(abort === undefined ? [] : [`${abortText(abort)} for ${percentText(abort.percentage)}`]),
  ];
  return parts.join(', ');
}

function abortText({ httpStatus, grpcStatus }: NonNullable<HttpFault['abort']>): string {
  return httpStatus === undefined
    ? `abort with gRPC status ${grpcStatusNames[grpcStatus ?? 0]}`
    : `abort with ${httpStatus}`;
}

function percentText(share: FractionalPercent | undefined): string {
  return `${Number((shareOf(share) * 100).toFixed(4))}% of requests`;
}

function corsText(cors: CorsPolicy, head: RequestHead): string {
  const verdict = judgeCors(cors, head);
  if (verdict === undefined) return 'the request has no Origin, so nothing is done';
  const origin = `origin ${head.headers.get('origin')}`;
  if (verdict.isAllowed) return `${origin} may read the response`;
  return verdict.isAnswered ? `${origin} is not allowed, the preflight says so` : `${origin} is not allowed to read it`;
}

function rewriteText(action: RouteAction, head: RequestHead): string {
  const { prefixRewrite, regexRewrite, hostRewriteLiteral } = action;
  return [
    ...(prefixRewrite === undefined ? [] : [`matched path becomes ${prefixRewrite}`]),
    ...(regexRewrite === undefined ? [] : [`~${regexRewrite.pattern.regex} becomes ${regexRewrite.substitution}`]),
    ...(hostRewriteLiteral === undefined ? [] : [`host ${head.authority} becomes ${hostRewriteLiteral}`]),
  ].join(', ');
}

function headersText(route: Route): string {
  const of = (side: string, added: Route['requestHeadersToAdd'] = [], removed: readonly string[] = []) => [
    ...added.map(({ header, appendAction }) => `${side} ${isAdded(appendAction) ? '+' : '='}${header.key}`),
    ...removed.map((name) => `${side} -${name}`),
  ];
  return [
    ...of('request', route.requestHeadersToAdd, route.requestHeadersToRemove),
    ...of('response', route.responseHeadersToAdd, route.responseHeadersToRemove),
  ].join(', ');
}

function isAdded(action: NonNullable<Route['requestHeadersToAdd']>[number]['appendAction']): boolean {
  return action === undefined || action === 'APPEND_IF_EXISTS_OR_ADD';
}

function timeoutText({ timeout }: RouteAction): string {
  return timeout === undefined || timeout === '0s' ? 'none' : `${timeout} with all retries`;
}

function retriesText(policy: RetryPolicy | undefined): string {
  if (policy === undefined) return 'none';
  const {
    numRetries = 1,
    retryOn = '',
    retriableStatusCodes,
    perTryTimeout,
    retryBackOff,
    retryHostPredicate,
  } = policy;
  return [
    `${numRetries} on ${retryOn}`,
    ...(retriableStatusCodes === undefined ? [] : [`statuses ${retriableStatusCodes.join(' ')}`]),
    ...(perTryTimeout === undefined ? [] : [`${perTryTimeout} each`]),
    ...(retryBackOff === undefined ? [] : [`back-off from ${retryBackOff.baseInterval}`]),
    ...(retryHostPredicate === undefined ? [] : ['endpoints not tried before come first']),
  ].join('; ');
}

function mirrorText({ requestMirrorPolicies = [] }: RouteAction): string {
  return requestMirrorPolicies
    .map(({ cluster, runtimeFraction }) => {
      const share = runtimeFraction === undefined ? 'all requests' : percentText(runtimeFraction.defaultValue);
      return `copy to ${cluster} of ${share}`;
    })
    .join(', ');
}
