// What the engine does with a request that a route took: everything of a route but its match.
import type { ClusterWeight, DirectResponseAction, Route, RouteAction, VirtualHost } from '../../envoy/route.ts';
import { durationMs } from '../duration.ts';
import { compileRouteConfigs } from '../filters/order.ts';
import { compileHeaderMutation, type HeaderMutation } from '../http/header-mutation.ts';
import type { RequestHead } from '../http/stream.ts';
import type { StreamInfo } from '../http/stream-info.ts';
import { compileHashPolicies, type HashedRequest } from './hash-policy.ts';
import { compileMirrorPolicies, type MirrorPolicy } from './mirror-policy.ts';
import { compilePathRewrite, type PathRewrite } from './path-rewrite.ts';
import { compileRedirect, type Redirect } from './redirect.ts';
import { type CompiledRetryPolicy, compileRetryPolicy } from './retry-policy.ts';

export interface DirectResponse {
  readonly status: number;
  readonly body: Uint8Array;
}

/** One destination of a route, alone or by weight. */
export interface Destination {
  readonly hostRewrite: string | undefined;
  /** The destination's own operations, then the route's. */
  readonly requestMutations: readonly HeaderMutation[];
  readonly responseMutations: readonly HeaderMutation[];
}

/** How long a request may take; 0: as long as it likes. */
export interface Timeouts {
  /** With all retries, from the end of the request. */
  readonly globalMs: number;
  readonly perTryMs: number;
}

export interface UpstreamAction {
  /** By the weighted cluster that was chosen; undefined for the only one. */
  readonly destinations: ReadonlyMap<ClusterWeight | undefined, Destination>;
  readonly clusterNotFoundStatus: 404 | 500 | 503;
  readonly timeouts: Timeouts;
  /** undefined: grpc-timeout is not looked at; 0: it is, without a bound. */
  readonly maxGrpcTimeoutMs: number | undefined;
  readonly retryPolicy: CompiledRetryPolicy | undefined;
  /** For clusters that keep requests of one key together; undefined: nothing is hashed. */
  readonly hashRequest: ((info: StreamInfo & { readonly request: RequestHead }) => HashedRequest) | undefined;
  /** undefined: none. */
  readonly mirrors: readonly MirrorPolicy[] | undefined;
  readonly rewritePath: PathRewrite | undefined;
  readonly appendXForwardedHost: boolean;
  /** The upstream sees the name that was resolved as its Host. */
  readonly autoHostRewrite: boolean;
  readonly setsAttemptCount: boolean;
}

export interface RouteEntry {
  readonly route: Route;
  readonly name: string;
  /** For answers that go to no destination. */
  readonly responseMutations: readonly HeaderMutation[];
  readonly filterConfigs: ReadonlyMap<string, unknown> | undefined;
  readonly redirect: Redirect | undefined;
  readonly directResponse: DirectResponse | undefined;
  /** undefined with a redirect or direct response. */
  readonly action: UpstreamAction | undefined;
}

/** Compiles one route; throws where it cannot be run. */
export function compileRouteEntry(route: Route, virtualHost: VirtualHost): RouteEntry {
  const { redirect, directResponse, route: action } = route;
  return {
    route,
    name: route.name ?? '',
    responseMutations: present([compileHeaderMutation(route.responseHeadersToAdd, route.responseHeadersToRemove)]),
    filterConfigs: compileRouteConfigs(route),
    redirect: redirect === undefined ? undefined : compileRedirect(route.match, redirect),
    directResponse: directResponse === undefined ? undefined : compileDirectResponse(directResponse),
    action: action === undefined ? undefined : compileAction(route, action, virtualHost),
  };
}

function compileDirectResponse({ status, body }: DirectResponseAction): DirectResponse {
  if (body?.inlineBytes !== undefined) return { status, body: Buffer.from(body.inlineBytes, 'base64') };
  return { status, body: Buffer.from(body?.inlineString ?? '') };
}

const NOT_FOUND_STATUS = { SERVICE_UNAVAILABLE: 503, NOT_FOUND: 404, INTERNAL_SERVER_ERROR: 500 } as const;
/** Envoy's; Istio always sets one. */
const DEFAULT_TIMEOUT_MS = 15_000;

function compileAction(route: Route, action: RouteAction, virtualHost: VirtualHost): UpstreamAction {
  const retryPolicy = compileRetryPolicy(action.retryPolicy);
  const globalMs = durationMs(action.timeout, DEFAULT_TIMEOUT_MS);
  return {
    destinations: destinationsOf(route, action),
    clusterNotFoundStatus: NOT_FOUND_STATUS[action.clusterNotFoundResponseCode ?? 'SERVICE_UNAVAILABLE'],
    timeouts: { globalMs, perTryMs: retryPolicy?.perTryTimeoutMs ?? 0 },
    maxGrpcTimeoutMs: maxGrpcTimeoutOf(action),
    retryPolicy,
    hashRequest: compileHashPolicies(action.hashPolicy),
    mirrors: compileMirrorPolicies(action.requestMirrorPolicies),
    rewritePath: compilePathRewrite(route.match, action),
    appendXForwardedHost: action.appendXForwardedHost ?? false,
    autoHostRewrite: action.autoHostRewrite ?? false,
    setsAttemptCount: virtualHost.includeRequestAttemptCount ?? false,
  };
}

function maxGrpcTimeoutOf({ maxGrpcTimeout, maxStreamDuration }: RouteAction): number | undefined {
  const text = maxGrpcTimeout ?? maxStreamDuration?.grpcTimeoutHeaderMax;
  return text === undefined ? undefined : durationMs(text, 0);
}

function destinationsOf(route: Route, action: RouteAction): Map<ClusterWeight | undefined, Destination> {
  if (action.weightedClusters === undefined) return new Map([[undefined, destination(route, action, undefined)]]);
  return new Map(action.weightedClusters.clusters.map((cluster) => [cluster, destination(route, action, cluster)]));
}

function destination(route: Route, action: RouteAction, cluster: ClusterWeight | undefined): Destination {
  return {
    hostRewrite: cluster?.hostRewriteLiteral ?? action.hostRewriteLiteral,
    requestMutations: present([
      compileHeaderMutation(cluster?.requestHeadersToAdd, cluster?.requestHeadersToRemove),
      compileHeaderMutation(route.requestHeadersToAdd, route.requestHeadersToRemove),
    ]),
    responseMutations: present([
      compileHeaderMutation(cluster?.responseHeadersToAdd, cluster?.responseHeadersToRemove),
      compileHeaderMutation(route.responseHeadersToAdd, route.responseHeadersToRemove),
    ]),
  };
}

function present(mutations: readonly (HeaderMutation | undefined)[]): HeaderMutation[] {
  return mutations.filter((mutation) => mutation !== undefined);
}
