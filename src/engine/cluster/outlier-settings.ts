import type { HttpProtocolOptions, OutlierDetection } from '../../envoy/cluster.ts';
import { durationMs } from '../duration.ts';

/** Why an endpoint is an outlier, in the words of Envoy's statistics. */
export type EjectionCause = 'consecutive_5xx' | 'consecutive_gateway_failure' | 'consecutive_local_origin_failure';

/** How many in a row make an outlier, and which share of outliers is ejected, 0 to 1. */
export interface EjectionRule {
  readonly threshold: number;
  readonly enforced: number;
}

/** Outlier detection of a cluster, compiled. Istio switches detection by rates of success off. */
export interface OutlierSettings {
  readonly rules: Readonly<Record<EjectionCause, EjectionRule>>;
  /** Failures to connect and timeouts count for themselves, not as 5xx. */
  readonly splitsLocalOrigin: boolean;
  /** Statuses that count as errors, and no others; undefined: 5xx. */
  readonly errorStatuses: ReadonlySet<number> | undefined;
  readonly intervalMs: number;
  readonly baseEjectionMs: number;
  readonly maxEjectionMs: number;
  readonly maxEjectionPercent: number;
}

/** Envoy's defaults (envoy.config.cluster.v3.OutlierDetection). */
const DEFAULT_FAILURES = 5;
const DEFAULT_INTERVAL_MS = 10_000;
const DEFAULT_BASE_EJECTION_MS = 30_000;
const DEFAULT_MAX_EJECTION_MS = 300_000;
const DEFAULT_MAX_EJECTION_PERCENT = 10;

/** @param matcher of the cluster's options for HTTP */
export function compileOutlierSettings(
  config: OutlierDetection,
  matcher?: HttpProtocolOptions['outlierDetection'],
): OutlierSettings {
  const baseEjectionMs = durationMs(config.baseEjectionTime, DEFAULT_BASE_EJECTION_MS);
  return {
    rules: {
      consecutive_5xx: rule(config.consecutive5xx, config.enforcingConsecutive5xx ?? 100),
      consecutive_gateway_failure: rule(
        config.consecutiveGatewayFailure,
        config.enforcingConsecutiveGatewayFailure ?? 0,
      ),
      consecutive_local_origin_failure: rule(
        config.consecutiveLocalOriginFailure,
        config.enforcingConsecutiveLocalOriginFailure ?? 100,
      ),
    },
    splitsLocalOrigin: config.splitExternalLocalOriginErrors ?? false,
    errorStatuses: matcher === undefined ? undefined : statusesOf(matcher),
    intervalMs: durationMs(config.interval, DEFAULT_INTERVAL_MS),
    baseEjectionMs,
    maxEjectionMs: Math.max(DEFAULT_MAX_EJECTION_MS, baseEjectionMs),
    maxEjectionPercent: Math.min(100, config.maxEjectionPercent ?? DEFAULT_MAX_EJECTION_PERCENT),
  };
}

function statusesOf({ errorMatcher }: NonNullable<HttpProtocolOptions['outlierDetection']>): ReadonlySet<number> {
  const headers = errorMatcher.orMatch.rules.flatMap((one) => one.httpResponseHeadersMatch.headers);
  return new Set(headers.map(({ stringMatch }) => Number(stringMatch.exact)));
}

function rule(threshold: number | undefined, enforcedPercent: number): EjectionRule {
  return { threshold: threshold ?? DEFAULT_FAILURES, enforced: enforcedPercent / 100 };
}
