// Whether a try that failed is followed by another: RetryStateImpl in source/common/router/retry_state_impl.cc of Envoy.
import type { Cluster } from '../../cluster/cluster.ts';
import { type CompiledRetryPolicy, RETRY_ON } from '../../compile/retry-policy.ts';
import type { ResetReason, ResponseHead } from '../../http/stream.ts';
import { CLUSTER } from '../../stats/layouts.ts';

/** `limit`: it would, but the number of retries is used up. `overflow`: the cluster's retry budget is. */
export type RetryDecision = 'yes' | 'no' | 'limit' | 'overflow';

export class RetryState {
  readonly #policy: CompiledRetryPolicy;
  readonly #cluster: Cluster;
  readonly #random: () => number;
  #remaining: number;
  #interval: number;
  /** A retry is waiting or under way and counts against the cluster. */
  #active = false;

  constructor(policy: CompiledRetryPolicy, cluster: Cluster, random: () => number) {
    this.#policy = policy;
    this.#cluster = cluster;
    this.#random = random;
    this.#remaining = policy.retries;
    this.#interval = policy.baseIntervalMs;
  }

  onHead(head: ResponseHead): RetryDecision {
    return this.#decide(this.#wouldRetryHead(head));
  }

  /** @param requestSent whether any of the request reached a connection */
  onReset(reason: ResetReason, requestSent: boolean): RetryDecision {
    return this.#decide(this.#wouldRetryReset(reason, requestSent));
  }

  /** How long to wait before the next try: random below an interval that doubles from the base to its maximum. */
  nextBackOffMs(): number {
    const interval = this.#interval;
    this.#interval = Math.min(interval * 2, this.#policy.maxIntervalMs);
    return Math.floor(this.#random() * interval);
  }

  /** The request is over or will not be retried any more. */
  release(): void {
    if (!this.#active) return;
    this.#active = false;
    this.#cluster.circuitBreaker.retries--;
  }

  #decide(wouldRetry: boolean): RetryDecision {
    const stats = this.#cluster.stats.values;
    if (this.#active && !wouldRetry)
      stats[CLUSTER.upstream_rq_retry_success] = (stats[CLUSTER.upstream_rq_retry_success] as number) + 1;
    this.release();
    if (!wouldRetry) return 'no';
    if (this.#remaining === 0) {
      stats[CLUSTER.upstream_rq_retry_limit_exceeded] = (stats[CLUSTER.upstream_rq_retry_limit_exceeded] as number) + 1;
      return 'limit';
    }
    this.#remaining--;
    const { circuitBreaker } = this.#cluster;
    if (!circuitBreaker.allowsRetry) {
      stats[CLUSTER.upstream_rq_retry_overflow] = (stats[CLUSTER.upstream_rq_retry_overflow] as number) + 1;
      return 'overflow';
    }
    circuitBreaker.retries++;
    this.#active = true;
    stats[CLUSTER.upstream_rq_retry] = (stats[CLUSTER.upstream_rq_retry] as number) + 1;
    return 'yes';
  }

  #wouldRetryHead({ status, headers }: ResponseHead): boolean {
    const { on, statusCodes, grpcStatuses } = this.#policy;
    if (headers.has('x-envoy-ratelimited')) return (on & RETRY_ON.rateLimited) !== 0;
    if ((on & RETRY_ON.serverError) !== 0 && isServerError(status)) return true;
    if ((on & RETRY_ON.gatewayError) !== 0 && status >= 502 && status <= 504) return true;
    if ((on & RETRY_ON.retriable4xx) !== 0 && status === 409) return true;
    if ((on & RETRY_ON.statusCodes) !== 0 && statusCodes.has(status)) return true;
    if ((on & RETRY_ON.grpc) === 0) return false;
    const grpcStatus = headers.get('grpc-status');
    return grpcStatus !== undefined && grpcStatuses.has(Number(grpcStatus));
  }

  #wouldRetryReset(reason: ResetReason, requestSent: boolean): boolean {
    const { on } = this.#policy;
    if (reason === 'overflow') return false;
    // A reset would become a 503, so it counts as one.
    if ((on & (RETRY_ON.reset | RETRY_ON.serverError | RETRY_ON.gatewayError)) !== 0) return true;
    if ((on & RETRY_ON.resetBeforeRequest) !== 0 && !requestSent) return true;
    if ((on & RETRY_ON.refusedStream) !== 0 && reason === 'remote-refused-stream') return true;
    const failedToConnect = reason === 'connection-failure' || reason === 'connection-timeout';
    return (on & RETRY_ON.connectFailure) !== 0 && failedToConnect;
  }
}

/** 600 and what lies beyond are no errors to Envoy (CodeUtility::is5xx). */
function isServerError(status: number): boolean {
  return status >= 500 && status < 600;
}
