// How a cluster comes to connections: one pool for each endpoint and protocol, made when first needed.
import type { Cluster as ClusterConfig } from '../../envoy/cluster.ts';
import type { ConnectionPool } from '../http/stream.ts';
import type { StatScope } from '../stats/stat-scope.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';

export type UpstreamProtocol = 'http1' | 'http2';

/** What a pool needs to know; it never sees the endpoint's weight, health or neighbours. */
export interface PoolTarget {
  readonly host: string;
  readonly port: number;
  /** The name of the requests' host, where the cluster takes the TLS server name from it. */
  readonly serverName: string | undefined;
  /** The cluster's config, for TLS, keep-alive and connection limits. */
  readonly cluster: ClusterConfig;
  readonly connectTimeoutMs: number;
  readonly circuitBreaker: CircuitBreaker;
  /** Laid out as `clusterStats`. */
  readonly stats: StatScope;
}

export type PoolFactory = (protocol: UpstreamProtocol, target: PoolTarget) => ConnectionPool;
