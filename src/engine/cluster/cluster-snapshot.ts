import type { Cluster } from './cluster.ts';
import type { Endpoint } from './endpoint.ts';

/** One cluster as Envoy's /clusters shows it. */
export interface ClusterSnapshot {
  readonly name: string;
  /** What statistics and logs call it. */
  readonly statName: string;
  /** By which its endpoints were asked for; undefined where they were not. */
  readonly edsServiceName: string | undefined;
  readonly thresholds: Readonly<Record<string, number>>;
  readonly endpoints: readonly EndpointSnapshot[];
}

export interface EndpointSnapshot {
  readonly address: string;
  readonly host: string;
  readonly port: number;
  /** The name that was resolved; '' for an address. */
  readonly hostname: string;
  /** `region/zone/subzone`. */
  readonly locality: string;
  /** Gets requests. */
  readonly healthy: boolean;
  /** Out for a while, for it failed. */
  readonly ejected: boolean;
  readonly weight: number;
  readonly priority: number;
  /** Counters and gauges in Envoy's names: cx_active, rq_total, rq_error … */
  readonly stats: Readonly<Record<string, number>>;
}

export function clusterSnapshot({ name, statName, config, circuitBreaker, endpoints }: Cluster): ClusterSnapshot {
  return {
    name,
    statName,
    edsServiceName: config.edsClusterConfig?.serviceName,
    thresholds: {
      max_connections: circuitBreaker.maxConnections,
      max_pending_requests: circuitBreaker.maxPendingRequests,
      max_requests: circuitBreaker.maxRequests,
      max_retries: circuitBreaker.maxRetries,
    },
    endpoints: [...endpoints].map(endpointSnapshot),
  };
}

function endpointSnapshot(endpoint: Endpoint): EndpointSnapshot {
  const { address, host, port, healthy, weight, priority, connections, activeRequests, requests, errors } = endpoint;
  return {
    address,
    host,
    port,
    hostname: endpoint.hostname ?? '',
    locality: endpoint.locality,
    healthy,
    ejected: endpoint.monitor?.isEjected ?? false,
    weight,
    priority,
    stats: {
      cx_active: connections,
      rq_active: activeRequests,
      rq_error: errors,
      rq_success: Math.max(0, requests - errors - activeRequests),
      rq_total: requests,
    },
  };
}
