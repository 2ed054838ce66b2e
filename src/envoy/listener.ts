// Listeners and filter chains, as envoy.config.listener.v3 in proto3 JSON. Only what ictl emits or executes.
import type { AccessLog, HttpConnectionManager } from './http-connection-manager.ts';
import type { Metadata } from './metadata.ts';
import type { DownstreamTlsContext } from './tls.ts';

export interface SocketAddress {
  readonly address: string;
  readonly portValue: number;
  readonly protocol?: 'TCP' | 'UDP';
}

export interface Address {
  readonly socketAddress?: SocketAddress;
  readonly pipe?: { readonly path: string };
}

/** A socket bound by the configuration, named `<bind>_<port>`. */
export interface Listener {
  readonly name: string;
  readonly address: Address;
  readonly additionalAddresses?: readonly { readonly address: Address }[];
  readonly filterChains: readonly FilterChain[];
  readonly listenerFilters?: readonly ListenerFilter[];
  /** How long listener filters may wait for bytes; Envoy's default is 15 s. */
  readonly listenerFiltersTimeout?: string;
  readonly continueOnListenerFiltersTimeout?: boolean;
  readonly perConnectionBufferLimitBytes?: number;
  readonly maxConnectionsToAcceptPerSocketEvent?: number;
  /** Of connections that no filter chain takes. */
  readonly accessLog?: readonly AccessLog[];
  readonly trafficDirection?: 'INBOUND' | 'OUTBOUND';
  readonly metadata?: Metadata;
}

/** Chosen by the match before the first byte reaches a network filter. */
export interface FilterChain {
  readonly name?: string;
  readonly filterChainMatch?: FilterChainMatch;
  readonly filters: readonly NetworkFilter[];
  readonly transportSocket?: DownstreamTransportSocket;
  /** Time for the TLS handshake, from accept. */
  readonly transportSocketConnectTimeout?: string;
  readonly metadata?: Metadata;
}

export interface FilterChainMatch {
  /** SNI: exact names and `*.suffix`; no list means any. */
  readonly serverNames?: readonly string[];
  readonly applicationProtocols?: readonly string[];
  readonly transportProtocol?: string;
  readonly destinationPort?: number;
  readonly prefixRanges?: readonly { readonly addressPrefix: string; readonly prefixLen: number }[];
}

export interface ListenerFilter {
  readonly name: string;
  readonly typedConfig: { readonly '@type': string; readonly [field: string]: unknown };
}

export type NetworkFilter =
  | { readonly name: 'envoy.filters.network.http_connection_manager'; readonly typedConfig: HttpConnectionManager }
  | { readonly name: 'envoy.filters.network.tcp_proxy'; readonly typedConfig: TcpProxy };

export interface TcpProxy {
  readonly '@type': 'type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy';
  readonly statPrefix: string;
  readonly cluster?: string;
  readonly weightedClusters?: { readonly clusters: readonly { readonly name: string; readonly weight: number }[] };
  readonly idleTimeout?: string;
  readonly maxDownstreamConnectionDuration?: string;
  readonly hashPolicy?: readonly { readonly sourceIp: Record<string, never> }[];
  /** Sends the connection through an HTTP tunnel, opened by CONNECT or POST. */
  readonly tunnelingConfig?: { readonly hostname: string; readonly usePost?: boolean };
  readonly accessLog?: readonly AccessLog[];
}

export interface DownstreamTransportSocket {
  readonly name: 'envoy.transport_sockets.tls';
  readonly typedConfig: DownstreamTlsContext;
}
