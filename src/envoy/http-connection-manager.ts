// The HTTP connection manager, as envoy.extensions.filters.network.http_connection_manager.v3 in proto3 JSON.
import type { RouteConfiguration } from './route.ts';

export interface HttpConnectionManager {
  readonly '@type': 'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager';
  readonly statPrefix: string;
  readonly codecType?: 'AUTO' | 'HTTP1' | 'HTTP2';
  /** The name of the RouteConfiguration; the routes travel separately. */
  readonly rds?: { readonly routeConfigName: string; readonly configSource?: unknown };
  readonly routeConfig?: RouteConfiguration;
  /** In order; the router is last. */
  readonly httpFilters: readonly HttpFilter[];
  readonly httpProtocolOptions?: {
    readonly acceptHttp10?: boolean;
    readonly defaultHostForHttp10?: string;
    readonly headerKeyFormat?: unknown;
  };
  readonly http2ProtocolOptions?: {
    readonly maxConcurrentStreams?: number;
    readonly initialStreamWindowSize?: number;
    readonly initialConnectionWindowSize?: number;
  };
  readonly commonHttpProtocolOptions?: {
    readonly idleTimeout?: string;
    readonly maxConnectionDuration?: string;
    readonly headersWithUnderscoresAction?: 'ALLOW' | 'REJECT_REQUEST' | 'DROP_HEADER';
  };
  readonly serverName?: string;
  readonly serverHeaderTransformation?: 'OVERWRITE' | 'APPEND_IF_ABSENT' | 'PASS_THROUGH';
  readonly useRemoteAddress?: boolean;
  readonly xffNumTrustedHops?: number;
  readonly forwardClientCertDetails?:
    | 'SANITIZE'
    | 'FORWARD_ONLY'
    | 'APPEND_FORWARD'
    | 'SANITIZE_SET'
    | 'ALWAYS_FORWARD_ONLY';
  readonly setCurrentClientCertDetails?: {
    readonly subject?: boolean;
    readonly cert?: boolean;
    readonly chain?: boolean;
    readonly dns?: boolean;
    readonly uri?: boolean;
  };
  readonly generateRequestId?: boolean;
  readonly preserveExternalRequestId?: boolean;
  readonly requestIdExtension?: unknown;
  readonly normalizePath?: boolean;
  readonly mergeSlashes?: boolean;
  readonly pathWithEscapedSlashesAction?:
    | 'KEEP_UNCHANGED'
    | 'REJECT_REQUEST'
    | 'UNESCAPE_AND_REDIRECT'
    | 'UNESCAPE_AND_FORWARD';
  readonly proxy100Continue?: boolean;
  /** '0s' switches it off, as Istio does. */
  readonly streamIdleTimeout?: string;
  readonly requestTimeout?: string;
  readonly requestHeadersTimeout?: string;
  readonly drainTimeout?: string;
  readonly maxRequestHeadersKb?: number;
  readonly upgradeConfigs?: readonly { readonly upgradeType: string }[];
  readonly accessLog?: readonly AccessLog[];
  readonly appendXForwardedPort?: boolean;
  readonly localReplyConfig?: unknown;
  readonly tracing?: unknown;
}

export interface HttpFilter {
  readonly name: string;
  readonly typedConfig: { readonly '@type': string; readonly [field: string]: unknown };
}

export interface AccessLog {
  readonly name: string;
  /** Which lines are written; all without it. */
  readonly filter?: { readonly responseFlagFilter?: { readonly flags?: readonly string[] } };
  readonly typedConfig: { readonly '@type': string; readonly [field: string]: unknown };
}
