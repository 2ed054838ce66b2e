// What the engine needs of a route beside its match, made once for each route object.
import type { ClusterWeight, DirectResponseAction, Route, RouteAction, VirtualHost } from '../../envoy/route.ts';
import { durationMs } from '../duration.ts';
import { compileRouteConfigs } from '../filters/order.ts';
import { compileHeaderMutation, type HeaderMutation } from '../http/header-mutation.ts';
import { compilePathRewrite, type PathRewrite } from './path-rewrite.ts';
import { compileRedirect, type Redirect } from './redirect.ts';
import { type CompiledRetryPolicy, compileRetryPolicy } from './retry-policy.ts';

export interface DirectResponse {
  readonly status: number;
  readonly body: Uint8Array;
}

/** One destination of a route, alone or by weight. */
export interface Destination {
  readonly clusterName: string;
  readonly weight: number;
  readonly hostRewrite: string | undefined;
  /** The destination's own operations, then the route's. */
  readonly requestMutations: readonly HeaderMutation[];
  readonly responseMutations: readonly HeaderMutation[];
}

export interface CompiledAction {
  readonly destinations: readonly Destination[];
  readonly clusterNotFoundStatus: 404 | 500 | 503;
  /** 0: none. */
  readonly timeoutMs: number;
  /** undefined: grpc-timeout is not looked at; 0: it is, without a bound. */
  readonly maxGrpcTimeoutMs: number | undefined;
  readonly retryPolicy: CompiledRetryPolicy | undefined;
  readonly rewritePath: PathRewrite | undefined;
  readonly appendXForwardedHost: boolean;
  readonly autoHostRewrite: boolean;
  readonly setsAttemptCount: boolean;
}

export interface CompiledRoute {
  readonly config: Route;
  readonly name: string;
  readonly responseMutations: readonly HeaderMutation[];
  readonly filterConfigs: ReadonlyMap<string, unknown> | undefined;
  readonly redirect: Redirect | undefined;
  readonly directResponse: DirectResponse | undefined;
  /** undefined with a redirect or direct response. */
  readonly action: CompiledAction | undefined;
}

/** Compiles one route; throws where it cannot be run. */
export function compileRoute(config: Route, virtualHost: VirtualHost): CompiledRoute {
  const { name = '', redirect, directResponse, route } = config;
  return {
    config,
    name,
    responseMutations: present([compileHeaderMutation(config.responseHeadersToAdd, config.responseHeadersToRemove)]),
    filterConfigs: compileRouteConfigs(config.typedPerFilterConfig),
    redirect: redirect === undefined ? undefined : compileRedirect(config.match, redirect),
    directResponse: directResponse === undefined ? undefined : compileDirectResponse(directResponse),
    action: route === undefined ? undefined : compileAction(config, route, virtualHost),
  };
}

function compileDirectResponse({ status, body }: DirectResponseAction): DirectResponse {
  if (body?.inlineBytes !== undefined) return { status, body: Buffer.from(body.inlineBytes, 'base64') };
  return { status, body: Buffer.from(body?.inlineString ?? '') };
}

const NOT_FOUND_STATUS = { SERVICE_UNAVAILABLE: 503, NOT_FOUND: 404, INTERNAL_SERVER_ERROR: 500 } as const;

function compileAction(config: Route, action: RouteAction, virtualHost: VirtualHost): CompiledAction {
  return {
    destinations: destinationsOf(config, action),
    clusterNotFoundStatus: NOT_FOUND_STATUS[action.clusterNotFoundResponseCode ?? 'SERVICE_UNAVAILABLE'],
    timeoutMs: durationMs(action.timeout, 15_000), // Envoy's default; Istio always sets one
    maxGrpcTimeoutMs: maxGrpcTimeoutOf(action),
    retryPolicy: compileRetryPolicy(action.retryPolicy),
    rewritePath: compilePathRewrite(config.match, action),
    appendXForwardedHost: action.appendXForwardedHost ?? false,
    autoHostRewrite: action.autoHostRewrite ?? false,
    setsAttemptCount: virtualHost.includeRequestAttemptCount ?? false,
  };
}

function maxGrpcTimeoutOf({ maxGrpcTimeout, maxStreamDuration }: RouteAction): number | undefined {
  const text = maxGrpcTimeout ?? maxStreamDuration?.grpcTimeoutHeaderMax;
  return text === undefined ? undefined : durationMs(text, 0);
}

function destinationsOf(config: Route, action: RouteAction): Destination[] {
  if (action.weightedClusters === undefined)
    return [destination(config, action, { name: action.cluster ?? '', weight: 1 })];
  return action.weightedClusters.clusters.map((cluster) => destination(config, action, cluster));
}

function destination(config: Route, action: RouteAction, cluster: ClusterWeight): Destination {
  return {
    clusterName: cluster.name,
    weight: cluster.weight ?? 0,
    hostRewrite: cluster.hostRewriteLiteral ?? action.hostRewriteLiteral,
    requestMutations: present([
      compileHeaderMutation(cluster.requestHeadersToAdd, cluster.requestHeadersToRemove),
      compileHeaderMutation(config.requestHeadersToAdd, config.requestHeadersToRemove),
    ]),
    responseMutations: present([
      compileHeaderMutation(cluster.responseHeadersToAdd, cluster.responseHeadersToRemove),
      compileHeaderMutation(config.responseHeadersToAdd, config.responseHeadersToRemove),
    ]),
  };
}

function present(mutations: readonly (HeaderMutation | undefined)[]): HeaderMutation[] {
  return mutations.filter((mutation) => mutation !== undefined);
}
