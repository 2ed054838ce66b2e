import type { OutlierDetection } from '../../envoy/cluster.ts';
import type { OutlierDetection as OutlierSettings } from '../../kinds/destination-rule/destination-rule.ts';
import { defined } from '../defined.ts';
import { envoyDuration } from '../duration.ts';

/** When failing endpoints are ejected; by rate of success never, as in Istio. */
export function outlierDetection(settings: OutlierSettings | undefined): OutlierDetection | undefined {
  if (settings === undefined) return undefined;
  const { consecutive5xxErrors, consecutiveGatewayErrors, maxEjectionPercent = 0 } = settings;
  return defined({
    consecutive5xx: consecutive5xxErrors ?? undefined,
    enforcingConsecutive5xx: enforcement(consecutive5xxErrors),
    consecutiveGatewayFailure: consecutiveGatewayErrors ?? undefined,
    enforcingConsecutiveGatewayFailure: enforcement(consecutiveGatewayErrors),
    interval: envoyDuration(settings.interval),
    baseEjectionTime: envoyDuration(settings.baseEjectionTime),
    maxEjectionPercent: maxEjectionPercent > 0 ? maxEjectionPercent : undefined,
    enforcingSuccessRate: 0,
    ...localOrigin(settings),
  });
}

/** A count of 0 switches its detection off. */
function enforcement(count: number | null | undefined): number | undefined {
  if (count === undefined || count === null) return undefined;
  return count > 0 ? 100 : 0;
}

function localOrigin(settings: OutlierSettings): Partial<OutlierDetection> {
  if (settings.splitExternalLocalOriginErrors !== true) return {};
  const failures = settings.consecutiveLocalOriginFailures ?? 0;
  return {
    splitExternalLocalOriginErrors: true,
    ...(failures > 0 && { consecutiveLocalOriginFailure: failures, enforcingConsecutiveLocalOriginFailure: 100 }),
    enforcingLocalOriginSuccessRate: 0,
  };
}
