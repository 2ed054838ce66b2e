import type { EjectionCause, OutlierSettings } from './outlier-settings.ts';

/** Who decides what becomes of an endpoint that fails. */
export interface MonitorOwner {
  readonly settings: OutlierSettings;
  onOutlier(monitor: EndpointMonitor, cause: EjectionCause): void;
}

/**
 * Counts what one endpoint fails at in a row: DetectorHostMonitorImpl in
 * source/common/upstream/outlier_detection_impl.cc of Envoy.
 */
export class EndpointMonitor {
  isEjected = false;
  /** Monotonic milliseconds of the last ejection. */
  ejectedAt = 0;
  /** Multiplies the time of the next ejection; falls again while nothing happens. */
  backOff = 0;
  readonly #owner: MonitorOwner;
  readonly #failures: Record<EjectionCause, number> = {
    consecutive_5xx: 0,
    consecutive_gateway_failure: 0,
    consecutive_local_origin_failure: 0,
  };

  constructor(owner: MonitorOwner) {
    this.#owner = owner;
  }

  /** @param status of the response, or what a gRPC status in its head stands for */
  onResponse(status: number): void {
    const { errorStatuses } = this.#owner.settings;
    // As Envoy, which counts a status that is an error by its own rules as 500, and every other one as 200.
    if (errorStatuses === undefined) this.#onStatus(status);
    else this.#onStatus(errorStatuses.has(status) ? 500 : 200);
  }

  #onStatus(status: number): void {
    if (status < 500) {
      this.#failures.consecutive_5xx = 0;
      this.#failures.consecutive_gateway_failure = 0;
      return;
    }
    if (status >= 502 && status <= 504) this.#fail('consecutive_gateway_failure');
    else this.#failures.consecutive_gateway_failure = 0;
    this.#fail('consecutive_5xx');
  }

  /** A connection was there for a request. */
  onConnected(): void {
    this.#failures.consecutive_local_origin_failure = 0;
  }

  /** There was a connection, which is all that TCP tells of success. */
  onTunnel(): void {
    if (this.#owner.settings.splitsLocalOrigin) this.onConnected();
    else this.#onStatus(200);
  }

  /** There was no connection, or it broke. */
  onReset(): void {
    this.#onLocalFailure(503);
  }

  onTimeout(): void {
    this.#onLocalFailure(504);
  }

  /** Begins to count anew. */
  forget(): void {
    for (const cause of Object.keys(this.#failures) as EjectionCause[]) this.#failures[cause] = 0;
  }

  #onLocalFailure(status: number): void {
    if (this.#owner.settings.splitsLocalOrigin) this.#fail('consecutive_local_origin_failure');
    else this.#onStatus(status);
  }

  #fail(cause: EjectionCause): void {
    this.#failures[cause]++;
    if (this.#failures[cause] !== this.#owner.settings.rules[cause].threshold) return;
    this.#failures[cause] = 0;
    if (!this.isEjected) this.#owner.onOutlier(this, cause);
  }
}
