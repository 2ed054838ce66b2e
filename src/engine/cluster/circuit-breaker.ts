import type { CircuitBreakerThresholds } from '../../envoy/cluster.ts';

/** Envoy's defaults where a threshold is not set (envoy.config.cluster.v3.CircuitBreakers). */
const DEFAULT_THRESHOLD = 1024;
const DEFAULT_RETRIES = 3;
const DEFAULT_BUDGET_PERCENT = 20;
const DEFAULT_BUDGET_RETRIES = 3;

/**
 * What one cluster has in use, and how much it may have. Pools and the router add and subtract; they ask before.
 * Only the DEFAULT priority: Istio has no routes of HIGH priority.
 */
export class CircuitBreaker {
  readonly maxConnections: number;
  readonly maxPendingRequests: number;
  readonly maxRequests: number;
  readonly maxRetries: number;
  connections = 0;
  pendingRequests = 0;
  requests = 0;
  retries = 0;
  readonly #retryBudget: CircuitBreakerThresholds['retryBudget'];

  constructor(thresholds: readonly CircuitBreakerThresholds[] = []) {
    const own = thresholds.find(({ priority = 'DEFAULT' }) => priority === 'DEFAULT');
    this.maxConnections = own?.maxConnections ?? DEFAULT_THRESHOLD;
    this.maxPendingRequests = own?.maxPendingRequests ?? DEFAULT_THRESHOLD;
    this.maxRequests = own?.maxRequests ?? DEFAULT_THRESHOLD;
    this.maxRetries = own?.maxRetries ?? DEFAULT_RETRIES;
    this.#retryBudget = own?.retryBudget;
  }

  /** Whether another retry may wait or be under way; a budget stands in the place of the limit. */
  get allowsRetry(): boolean {
    const budget = this.#retryBudget;
    if (budget === undefined) return this.retries < this.maxRetries;
    const { budgetPercent, minRetryConcurrency = DEFAULT_BUDGET_RETRIES } = budget;
    const share = (budgetPercent?.value ?? DEFAULT_BUDGET_PERCENT) / 100;
    return this.retries < Math.max(Math.floor(share * (this.requests + this.pendingRequests)), minRetryConcurrency);
  }
}
