// Answers the preflights of browsers and tells them which origins may read a response (Fetch Standard, CORS protocol).
// Facts: source/extensions/filters/http/cors/cors_filter.cc of Envoy. The method that a preflight asks for is not
// checked: the browser does that with the list it gets.
import type { CorsPolicy } from '../../envoy/cors-policy.ts';
import { compileStringMatcher, type StringPredicate } from '../../match/string-predicate.ts';
import { Headers } from '../http/headers.ts';
import type { RequestHead, ResponseHead } from '../http/stream.ts';
import { HTTP } from '../stats/layouts.ts';
import type { StatScope } from '../stats/stat-scope.ts';
import type { Filter, FilterFactory, FilterStatus, FilterStream } from './filter.ts';

const NAME = 'envoy.filters.http.cors';

interface RouteCors {
  readonly origins: readonly StringPredicate[];
  readonly policy: CorsPolicy;
}

export interface CorsVerdict {
  readonly isAllowed: boolean;
  /** Whether the proxy answers itself; else the request goes on. */
  readonly isAnswered: boolean;
}

class CorsFilter implements Filter {
  readonly #stats: StatScope;

  constructor(stats: StatScope) {
    this.#stats = stats;
  }

  /** Notes the origin of a request that may read the response; its response then says so. */
  onRequestHead(stream: FilterStream, slot: number): FilterStatus {
    const cors = stream.routeConfig(NAME) as RouteCors | undefined;
    const origin = stream.request.headers.joined('origin');
    if (cors === undefined || origin === undefined || origin === '') return 'continue';
    const { isAllowed, isAnswered } = judge(cors, stream.request, origin);
    this.#count(isAllowed ? HTTP['cors.origin_valid'] : HTTP['cors.origin_invalid']);
    if (isAllowed) stream.setState(slot, origin);
    if (!isAnswered) return 'continue';
    stream.respond(preflightResponse(cors.policy, stream.request, isAllowed ? origin : undefined), 'cors_response');
    return 'stop';
  }

  onResponseHead(stream: FilterStream, { headers }: ResponseHead, slot: number): void {
    const origin = stream.getState(slot) as string | undefined;
    if (origin === undefined) return;
    const { policy } = stream.routeConfig(NAME) as RouteCors;
    headers.set('access-control-allow-origin', origin);
    if (policy.allowCredentials === true) headers.set('access-control-allow-credentials', 'true');
    if (policy.exposeHeaders) headers.set('access-control-expose-headers', policy.exposeHeaders);
  }

  #count(id: number): void {
    const { values } = this.#stats;
    values[id] = (values[id] as number) + 1;
  }
}

/** What a policy says of a request, for who wants to know without running it; undefined where it has no origin. */
export function judgeCors(policy: CorsPolicy, request: RequestHead): CorsVerdict | undefined {
  const origin = request.headers.joined('origin');
  return origin === undefined || origin === '' ? undefined : judge(compileCors(policy), request, origin);
}

function judge({ origins, policy }: RouteCors, request: RequestHead, origin: string): CorsVerdict {
  const isAllowed = origins.some((matcher) => matcher.holds('*') || matcher.holds(origin));
  const isForwarded = !isAllowed && (policy.forwardNotMatchingPreflights ?? true);
  return { isAllowed, isAnswered: isPreflight(request) && !isForwarded };
}

function compileCors(policy: CorsPolicy): RouteCors {
  return { policy, origins: (policy.allowOriginStringMatch ?? []).map(compileStringMatcher) };
}

function isPreflight({ method, headers }: RequestHead): boolean {
  return method === 'OPTIONS' && (headers.get('access-control-request-method') ?? '') !== '';
}

function preflightResponse(policy: CorsPolicy, request: RequestHead, origin: string | undefined): ResponseHead {
  const headers = new Headers();
  const { allowMethods, allowHeaders, maxAge } = policy;
  if (origin !== undefined) headers.append('access-control-allow-origin', origin);
  if (policy.allowCredentials === true) headers.append('access-control-allow-credentials', 'true');
  if (allowMethods)
    headers.append('access-control-allow-methods', listOrEcho(allowMethods, request, 'access-control-request-method'));
  if (allowHeaders)
    headers.append('access-control-allow-headers', listOrEcho(allowHeaders, request, 'access-control-request-headers'));
  if (maxAge) headers.append('access-control-max-age', maxAge);
  return { status: 200, headers };
}

/** `*` alone stands for whatever the browser asks for: with credentials it would not take `*` for an answer. */
function listOrEcho(list: string, { headers }: RequestHead, asked: string): string {
  return list === '*' ? (headers.joined(asked) ?? '') : list;
}

export const corsFactory: FilterFactory = {
  name: NAME,
  actsOnEveryRoute: false,
  create: (_config, stats) => new CorsFilter(stats),
  // A redirect or an answer of the route itself stands for no upstream: Envoy's filter leaves them alone.
  compileRouteConfig: (config, route) =>
    route.route === undefined ? undefined : compileCors(config as unknown as CorsPolicy),
};
