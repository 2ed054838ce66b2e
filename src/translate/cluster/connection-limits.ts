import type { CircuitBreakerThresholds, Cluster } from '../../envoy/cluster.ts';
import type { TcpSettings } from '../../kinds/destination-rule/connection-pool.ts';
import type { TrafficPolicy } from '../../kinds/destination-rule/destination-rule.ts';
import { defined } from '../defined.ts';
import { durationSeconds } from '../duration.ts';

/** Istio's "no limit"; Envoy's own defaults of 1024 and 3 are too low for a gateway. */
const unlimited = 4_294_967_295;

const noLimits: CircuitBreakerThresholds = {
  maxConnections: unlimited,
  maxPendingRequests: unlimited,
  maxRequests: unlimited,
  maxRetries: unlimited,
};
const withoutLimits: Cluster['circuitBreakers'] = { thresholds: [noLimits] };

/** Limits at a time; 0 counts as not set. A retry budget stands instead of the limit of retries. */
export function circuitBreakers(
  policy: Pick<TrafficPolicy, 'connectionPool' | 'retryBudget'>,
): Cluster['circuitBreakers'] {
  if (policy.connectionPool === undefined && policy.retryBudget === undefined) return withoutLimits;
  const { tcp, http } = policy.connectionPool ?? {};
  const thresholds: CircuitBreakerThresholds = {
    maxConnections: limit(tcp?.maxConnections),
    maxPendingRequests: limit(http?.http1MaxPendingRequests),
    maxRequests: limit(http?.http2MaxRequests),
    maxRetries: limit(http?.maxRetries),
  };
  return { thresholds: [{ ...thresholds, ...retryBudget(policy.retryBudget) }] };
}

function limit(value: number | undefined): number {
  return value !== undefined && value > 0 ? value : unlimited;
}

function retryBudget(budget: TrafficPolicy['retryBudget']): Pick<CircuitBreakerThresholds, 'retryBudget'> {
  if (budget === undefined) return {};
  return {
    retryBudget: {
      budgetPercent: { value: budget.percent ?? 20 },
      minRetryConcurrency: budget.minRetryConcurrency ?? 3,
    },
  };
}

/** Keep-alive of the sockets; undefined where the rule says nothing of it. */
export function tcpKeepalive(keepalive: TcpSettings['tcpKeepalive']): Cluster['upstreamConnectionOptions'] {
  if (keepalive === undefined) return undefined;
  return {
    tcpKeepalive: defined({
      keepaliveProbes: keepalive.probes || undefined,
      keepaliveTime: keepalive.time === undefined ? undefined : durationSeconds(keepalive.time),
      keepaliveInterval: keepalive.interval === undefined ? undefined : durationSeconds(keepalive.interval),
    }),
  };
}
