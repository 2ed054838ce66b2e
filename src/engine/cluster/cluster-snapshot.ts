import type { Cluster } from './cluster.ts';
import type { Endpoint } from './endpoint.ts';

/** One cluster as Envoy's /clusters shows it. */
export interface ClusterSnapshot {
  readonly name: string;
  readonly thresholds: Readonly<Record<string, number>>;
  readonly endpoints: readonly EndpointSnapshot[];
}

export interface EndpointSnapshot {
  readonly address: string;
  /** Gets requests. */
  readonly healthy: boolean;
  /** Out for a while, for it failed. */
  readonly ejected: boolean;
  readonly weight: number;
  readonly priority: number;
  /** Counters and gauges in Envoy's names: cx_active, rq_total, rq_error … */
  readonly stats: Readonly<Record<string, number>>;
}

export function clusterSnapshot({ name, circuitBreaker, endpoints }: Cluster): ClusterSnapshot {
  return {
    name,
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
  const { address, healthy, weight, priority, connections, activeRequests, requests, errors } = endpoint;
  return {
    address,
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
