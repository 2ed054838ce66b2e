// Clusters, as envoy.config.cluster.v3 in proto3 JSON.
import type { ClusterLoadAssignment } from './endpoint.ts';
import type { Metadata } from './metadata.ts';
import type { UpstreamTlsContext } from './tls.ts';

export type LbPolicy = 'ROUND_ROBIN' | 'LEAST_REQUEST' | 'RANDOM' | 'RING_HASH' | 'MAGLEV' | 'CLUSTER_PROVIDED';
export type DiscoveryType = 'STATIC' | 'EDS' | 'STRICT_DNS' | 'LOGICAL_DNS' | 'ORIGINAL_DST';

/** A group of endpoints, named `outbound|<port>|<subset>|<host>`. */
export interface Cluster {
  readonly name: string;
  readonly type: DiscoveryType;
  readonly edsClusterConfig?: { readonly serviceName?: string; readonly edsConfig?: unknown };
  /** For STRICT_DNS and LOGICAL_DNS. */
  readonly loadAssignment?: ClusterLoadAssignment;
  readonly connectTimeout?: string;
  readonly lbPolicy?: LbPolicy;
  readonly leastRequestLbConfig?: { readonly choiceCount?: number; readonly slowStartConfig?: SlowStartConfig };
  readonly roundRobinLbConfig?: { readonly slowStartConfig?: SlowStartConfig };
  readonly ringHashLbConfig?: {
    readonly minimumRingSize?: string | number;
    readonly maximumRingSize?: string | number;
  };
  readonly maglevLbConfig?: { readonly tableSize?: string | number };
  readonly commonLbConfig?: {
    readonly healthyPanicThreshold?: { readonly value?: number };
    readonly localityWeightedLbConfig?: Record<string, never>;
  };
  readonly circuitBreakers?: { readonly thresholds: readonly CircuitBreakerThresholds[] };
  readonly outlierDetection?: OutlierDetection;
  readonly maxRequestsPerConnection?: number;
  readonly respectDnsTtl?: boolean;
  readonly dnsRefreshRate?: string;
  readonly dnsLookupFamily?: 'AUTO' | 'V4_ONLY' | 'V6_ONLY' | 'V4_PREFERRED' | 'ALL';
  readonly dnsJitter?: string;
  readonly typedDnsResolverConfig?: {
    readonly name: string;
    readonly typedConfig: { readonly '@type': string; readonly [field: string]: unknown };
  };
  readonly upstreamConnectionOptions?: {
    readonly tcpKeepalive?: {
      readonly keepaliveProbes?: number;
      readonly keepaliveTime?: number;
      readonly keepaliveInterval?: number;
    };
  };
  readonly perConnectionBufferLimitBytes?: number;
  readonly transportSocket?: {
    readonly name: string;
    readonly typedConfig: UpstreamTlsContext | { readonly '@type': string; readonly [field: string]: unknown };
  };
  readonly transportSocketMatches?: readonly unknown[];
  readonly typedExtensionProtocolOptions?: {
    readonly 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions'?: HttpProtocolOptions;
  };
  readonly altStatName?: string;
  readonly filters?: readonly unknown[];
  readonly metadata?: Metadata;
}

/** Endpoints that are new get less than their share at first. */
export interface SlowStartConfig {
  readonly slowStartWindow?: string;
  readonly minWeightPercent?: { readonly value: number };
  readonly aggression?: { readonly defaultValue: number; readonly runtimeKey: string };
}

export interface CircuitBreakerThresholds {
  readonly priority?: 'DEFAULT' | 'HIGH';
  readonly maxConnections?: number;
  readonly maxPendingRequests?: number;
  readonly maxRequests?: number;
  readonly maxRetries?: number;
  readonly trackRemaining?: boolean;
  readonly retryBudget?: { readonly budgetPercent?: { readonly value: number }; readonly minRetryConcurrency?: number };
}

export interface OutlierDetection {
  readonly consecutive5xx?: number;
  readonly consecutiveGatewayFailure?: number;
  readonly consecutiveLocalOriginFailure?: number;
  readonly splitExternalLocalOriginErrors?: boolean;
  readonly interval?: string;
  readonly baseEjectionTime?: string;
  readonly maxEjectionPercent?: number;
  readonly enforcingConsecutive5xx?: number;
  readonly enforcingConsecutiveGatewayFailure?: number;
  readonly enforcingConsecutiveLocalOriginFailure?: number;
  readonly enforcingSuccessRate?: number;
  readonly enforcingLocalOriginSuccessRate?: number;
}

/** A common.matcher.v3.MatchPredicate of one status. */
export interface StatusRule {
  readonly httpResponseHeadersMatch: {
    readonly headers: readonly { readonly name: ':status'; readonly stringMatch: { readonly exact: string } }[];
  };
}

export interface HttpProtocolOptions {
  readonly '@type': 'type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions';
  readonly commonHttpProtocolOptions?: {
    readonly idleTimeout?: string;
    readonly maxConnectionDuration?: string;
    readonly maxRequestsPerConnection?: number;
  };
  /** Which responses count as errors, instead of 5xx. */
  readonly outlierDetection?: {
    readonly errorMatcher: { readonly orMatch: { readonly rules: readonly StatusRule[] } };
  };
  readonly upstreamHttpProtocolOptions?: { readonly autoSni?: boolean; readonly autoSanValidation?: boolean };
  readonly explicitHttpConfig?: {
    readonly httpProtocolOptions?: unknown;
    readonly http2ProtocolOptions?: Http2ProtocolOptions;
  };
  readonly useDownstreamProtocolConfig?: {
    readonly httpProtocolOptions?: unknown;
    readonly http2ProtocolOptions?: Http2ProtocolOptions;
  };
}

export interface Http2ProtocolOptions {
  readonly maxConcurrentStreams?: number;
  readonly connectionKeepalive?: { readonly interval?: string; readonly timeout?: string };
}
