// Takes failing endpoints of a cluster out for a while: source/common/upstream/outlier_detection_impl.cc of Envoy.
// An endpoint that is ejected again and again stays out longer each time.
import type { Random } from '../load-balancer/load-balancer.ts';
import { OUTLIER } from '../stats/layouts.ts';
import type { StatScope } from '../stats/stat-scope.ts';
import { EndpointMonitor, type MonitorOwner } from './endpoint-monitor.ts';
import type { EjectionCause, OutlierSettings } from './outlier-settings.ts';

export interface OutlierDetectorOptions {
  /** Laid out as `outlierStats`. */
  readonly stats: StatScope;
  readonly random: Random;
  /** Monotonic milliseconds. */
  readonly clock: () => number;
  /** Called when endpoints were ejected or came back. */
  readonly onChange: () => void;
}

export class OutlierDetector implements MonitorOwner {
  readonly settings: OutlierSettings;
  readonly #options: OutlierDetectorOptions;
  readonly #monitors = new Set<EndpointMonitor>();
  #ejected = 0;
  /** Runs while anybody is ejected or was so lately. */
  #timer: NodeJS.Timeout | undefined = undefined;

  constructor(settings: OutlierSettings, options: OutlierDetectorOptions) {
    this.settings = settings;
    this.#options = options;
  }

  watch(): EndpointMonitor {
    const monitor = new EndpointMonitor(this);
    this.#monitors.add(monitor);
    return monitor;
  }

  /** Forgets an endpoint that left the cluster. */
  unwatch(monitor: EndpointMonitor): void {
    this.#monitors.delete(monitor);
    if (monitor.isEjected) this.#countEjected(-1);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  onOutlier(monitor: EndpointMonitor, cause: EjectionCause): void {
    this.#count(OUTLIER[`ejections_detected_${cause}`]);
    const { maxEjectionPercent, rules, baseEjectionMs, maxEjectionMs } = this.settings;
    // In a cluster of few endpoints even one may be too much.
    if ((100 * (this.#ejected + 1)) / this.#monitors.size > maxEjectionPercent) {
      this.#count(OUTLIER.ejections_overflow);
      return;
    }
    if (this.#options.random() >= rules[cause].enforced) return;
    this.#count(OUTLIER.ejections_enforced_total);
    this.#count(OUTLIER[`ejections_enforced_${cause}`]);
    this.#countEjected(1);
    monitor.isEjected = true;
    monitor.ejectedAt = this.#options.clock();
    if (monitor.backOff * baseEjectionMs < maxEjectionMs + baseEjectionMs) monitor.backOff++;
    this.#start();
    this.#options.onChange();
  }

  /** Lets those come back whose time is over; called at every interval. */
  sweep(): void {
    const now = this.#options.clock();
    let changed = false;
    for (const monitor of this.#monitors)
      if (monitor.isEjected) changed = this.#release(monitor, now) || changed;
      else if (monitor.backOff > 0) monitor.backOff--;
    if (changed) this.#options.onChange();
    if ([...this.#monitors].every(({ isEjected, backOff }) => !isEjected && backOff === 0)) this.close();
  }

  #release(monitor: EndpointMonitor, now: number): boolean {
    const { baseEjectionMs, maxEjectionMs } = this.settings;
    if (Math.min(baseEjectionMs * monitor.backOff, maxEjectionMs) > now - monitor.ejectedAt) return false;
    monitor.isEjected = false;
    monitor.forget();
    this.#countEjected(-1);
    return true;
  }

  #start(): void {
    this.#timer ??= setInterval(() => this.sweep(), this.settings.intervalMs).unref();
  }

  #countEjected(by: number): void {
    this.#ejected += by;
    this.#options.stats.values[OUTLIER.ejections_active] = this.#ejected;
  }

  #count(id: number): void {
    const { values } = this.#options.stats;
    values[id] = (values[id] as number) + 1;
  }
}
