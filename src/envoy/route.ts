// Route configurations, as envoy.config.route.v3 in proto3 JSON.
import type { Metadata } from './metadata.ts';
import type { RegexMatcher, StringMatcher } from './string-matcher.ts';

/** Named `http.<port>` or `https.<port>.<portName>.<gateway>.<namespace>`. */
export interface RouteConfiguration {
  readonly name: string;
  /** Domains are unique over all virtual hosts of one configuration. */
  readonly virtualHosts: readonly VirtualHost[];
  readonly ignorePortInHostMatching?: boolean;
  readonly validateClusters?: boolean;
  readonly maxDirectResponseBodySizeBytes?: number;
}

export interface VirtualHost {
  /** `<host>:<serverPort>` of the primary domain. */
  readonly name: string;
  /** Exact names, `*.suffix` and `*`. */
  readonly domains: readonly string[];
  /** First match wins. */
  readonly routes: readonly Route[];
  readonly requireTls?: 'NONE' | 'EXTERNAL_ONLY' | 'ALL';
  readonly includeRequestAttemptCount?: boolean;
  readonly metadata?: Metadata;
}

export interface Route {
  readonly name?: string;
  readonly match: RouteMatch;
  readonly route?: RouteAction;
  readonly redirect?: RedirectAction;
  readonly directResponse?: DirectResponseAction;
  readonly requestHeadersToAdd?: readonly HeaderValueOption[];
  readonly requestHeadersToRemove?: readonly string[];
  readonly responseHeadersToAdd?: readonly HeaderValueOption[];
  readonly responseHeadersToRemove?: readonly string[];
  readonly typedPerFilterConfig?: Readonly<
    Record<string, { readonly '@type': string; readonly [field: string]: unknown }>
  >;
  readonly statPrefix?: string;
  readonly decorator?: { readonly operation: string };
  readonly metadata?: Metadata;
}

/** All that is set must hold. One of prefix, path, safeRegex, pathSeparatedPrefix is set. */
export interface RouteMatch {
  readonly prefix?: string;
  readonly path?: string;
  readonly safeRegex?: RegexMatcher;
  readonly pathSeparatedPrefix?: string;
  /** For prefix, path and pathSeparatedPrefix; default true. */
  readonly caseSensitive?: boolean;
  readonly headers?: readonly HeaderMatcher[];
  readonly queryParameters?: readonly QueryParameterMatcher[];
}

export interface HeaderMatcher {
  /** Lower case, or `:method`, `:authority`, `:scheme`, `:path`. */
  readonly name: string;
  readonly stringMatch?: StringMatcher;
  readonly presentMatch?: boolean;
  readonly invertMatch?: boolean;
  readonly treatMissingHeaderAsEmpty?: boolean;
}

export interface QueryParameterMatcher {
  readonly name: string;
  readonly stringMatch?: StringMatcher;
  readonly presentMatch?: boolean;
}

export interface RouteAction {
  readonly cluster?: string;
  readonly weightedClusters?: WeightedClusters;
  readonly clusterNotFoundResponseCode?: 'SERVICE_UNAVAILABLE' | 'NOT_FOUND' | 'INTERNAL_SERVER_ERROR';
  readonly prefixRewrite?: string;
  readonly regexRewrite?: { readonly pattern: RegexMatcher; readonly substitution: string };
  readonly hostRewriteLiteral?: string;
  readonly autoHostRewrite?: boolean;
  readonly appendXForwardedHost?: boolean;
  /** '0s' means none. */
  readonly timeout?: string;
  readonly idleTimeout?: string;
  readonly maxGrpcTimeout?: string;
  readonly maxStreamDuration?: { readonly maxStreamDuration?: string; readonly grpcTimeoutHeaderMax?: string };
  readonly retryPolicy?: RetryPolicy;
  readonly requestMirrorPolicies?: readonly RequestMirrorPolicy[];
  readonly hashPolicy?: readonly HashPolicy[];
}

export interface WeightedClusters {
  readonly clusters: readonly ClusterWeight[];
}

export interface ClusterWeight {
  readonly name: string;
  readonly weight?: number;
  readonly hostRewriteLiteral?: string;
  readonly requestHeadersToAdd?: readonly HeaderValueOption[];
  readonly requestHeadersToRemove?: readonly string[];
  readonly responseHeadersToAdd?: readonly HeaderValueOption[];
  readonly responseHeadersToRemove?: readonly string[];
}

export interface RetryPolicy {
  /** Comma-separated tokens of Envoy's x-envoy-retry-on and x-envoy-retry-grpc-on. */
  readonly retryOn?: string;
  readonly numRetries?: number;
  readonly perTryTimeout?: string;
  readonly retriableStatusCodes?: readonly number[];
  readonly retryBackOff?: { readonly baseInterval: string; readonly maxInterval?: string };
  readonly hostSelectionRetryMaxAttempts?: string | number;
  readonly retryHostPredicate?: readonly { readonly name: string; readonly typedConfig?: unknown }[];
  readonly retryPriority?: { readonly name: string; readonly typedConfig?: unknown };
}

export interface RequestMirrorPolicy {
  readonly cluster: string;
  readonly runtimeFraction?: { readonly defaultValue: FractionalPercent };
  readonly disableShadowHostSuffixAppend?: boolean;
  readonly traceSampled?: boolean;
}

export interface FractionalPercent {
  readonly numerator?: number;
  readonly denominator?: 'HUNDRED' | 'TEN_THOUSAND' | 'MILLION';
}

export interface HashPolicy {
  readonly header?: { readonly headerName: string };
  readonly cookie?: {
    readonly name: string;
    readonly ttl?: string;
    readonly path?: string;
    readonly attributes?: readonly { readonly name: string; readonly value?: string }[];
  };
  readonly connectionProperties?: { readonly sourceIp: boolean };
  readonly queryParameter?: { readonly name: string };
  readonly terminal?: boolean;
}

export interface RedirectAction {
  readonly httpsRedirect?: boolean;
  readonly schemeRedirect?: string;
  readonly hostRedirect?: string;
  readonly portRedirect?: number;
  readonly pathRedirect?: string;
  readonly prefixRewrite?: string;
  readonly regexRewrite?: { readonly pattern: RegexMatcher; readonly substitution: string };
  readonly responseCode?: 'MOVED_PERMANENTLY' | 'FOUND' | 'SEE_OTHER' | 'TEMPORARY_REDIRECT' | 'PERMANENT_REDIRECT';
  readonly stripQuery?: boolean;
}

export interface DirectResponseAction {
  readonly status: number;
  /** inlineBytes is base64. */
  readonly body?: { readonly inlineString?: string; readonly inlineBytes?: string };
}

export interface HeaderValueOption {
  readonly header: { readonly key: string; readonly value?: string };
  readonly appendAction?:
    | 'APPEND_IF_EXISTS_OR_ADD'
    | 'ADD_IF_ABSENT'
    | 'OVERWRITE_IF_EXISTS_OR_ADD'
    | 'OVERWRITE_IF_EXISTS';
  readonly keepEmptyValue?: boolean;
}
