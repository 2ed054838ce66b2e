import type { ClientStreamHandler, PoolCallbacks, ResetReason } from '../http/stream.ts';
import { CLUSTER } from '../stats/layouts.ts';
import type { StatScope } from '../stats/stat-scope.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';

export interface PendingRequest {
  readonly handler: ClientStreamHandler;
  readonly callbacks: PoolCallbacks;
}

/** The requests that wait for a connection of one pool, the longest first; counted in the cluster's circuit breaker. */
export class PendingRequests {
  readonly #circuitBreaker: CircuitBreaker;
  /** Laid out as `clusterStats`. */
  readonly #stats: StatScope;
  readonly #requests: PendingRequest[] = [];

  constructor(circuitBreaker: CircuitBreaker, stats: StatScope) {
    this.#circuitBreaker = circuitBreaker;
    this.#stats = stats;
  }

  get length(): number {
    return this.#requests.length;
  }

  /** Lets a request wait; false where too many do, and then it has failed. */
  add(request: PendingRequest): boolean {
    if (this.#circuitBreaker.pendingRequests >= this.#circuitBreaker.maxPendingRequests) {
      this.#count(CLUSTER.upstream_rq_pending_overflow, 1);
      request.callbacks.onFailure('overflow', '');
      return false;
    }
    this.#requests.push(request);
    this.#circuitBreaker.pendingRequests++;
    this.#count(CLUSTER.upstream_rq_pending_total, 1);
    this.#count(CLUSTER.upstream_rq_pending_active, 1);
    return true;
  }

  /** The one that waits longest, which no longer does. */
  take(): PendingRequest | undefined {
    const request = this.#requests.shift();
    if (request !== undefined) this.#left();
    return request;
  }

  cancel(request: PendingRequest): void {
    const at = this.#requests.indexOf(request);
    if (at < 0) return;
    this.#requests.splice(at, 1);
    this.#left();
    this.#count(CLUSTER.upstream_rq_cancelled, 1);
  }

  /** Fails those that wait longest until only `kept` are left, for whom a connection is on its way. */
  failAllBut(kept: number, reason: ResetReason, details: string): void {
    while (this.#requests.length > kept) {
      const request = this.take();
      this.#count(CLUSTER.upstream_rq_pending_failure_eject, 1);
      request?.callbacks.onFailure(reason, details);
    }
  }

  #left(): void {
    this.#circuitBreaker.pendingRequests--;
    this.#count(CLUSTER.upstream_rq_pending_active, -1);
  }

  #count(index: number, by: number): void {
    const { values } = this.#stats;
    values[index] = (values[index] as number) + by;
  }
}
