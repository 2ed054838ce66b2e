// How an endpoint is chosen (Istio's applyLoadBalancer).
import type { Cluster, DiscoveryType } from '../../envoy/cluster.ts';
import type { ConsistentHash, LoadBalancer, TrafficPolicy } from '../../kinds/destination-rule/destination-rule.ts';
import { defined } from '../defined.ts';
import { envoyDuration } from '../duration.ts';
import { localitySettings } from '../endpoint/locality-settings.ts';
import type { MeshService } from '../service/mesh-service.ts';
import type { Translation } from '../translation.ts';

type Balancing = Pick<
  Cluster,
  'lbPolicy' | 'leastRequestLbConfig' | 'roundRobinLbConfig' | 'ringHashLbConfig' | 'maglevLbConfig'
>;

const defaultRingSize = 1024;

export function lbConfig(type: DiscoveryType, loadBalancer: LoadBalancer | undefined): Balancing {
  if (type === 'ORIGINAL_DST') return { lbPolicy: 'CLUSTER_PROVIDED' };
  if (loadBalancer?.consistentHash !== undefined) return hashing(loadBalancer.consistentHash);
  const slowStartConfig = slowStart(loadBalancer);
  switch (loadBalancer?.simple) {
    case 'RANDOM':
      return { lbPolicy: 'RANDOM' };
    case 'ROUND_ROBIN':
      return { lbPolicy: 'ROUND_ROBIN', ...(slowStartConfig && { roundRobinLbConfig: { slowStartConfig } }) };
    default:
      return { lbPolicy: 'LEAST_REQUEST', ...(slowStartConfig && { leastRequestLbConfig: { slowStartConfig } }) };
  }
}

function hashing({ maglev, ringHash, minimumRingSize }: ConsistentHash): Balancing {
  if (maglev !== undefined) {
    return { lbPolicy: 'MAGLEV', ...(maglev.tableSize && { maglevLbConfig: { tableSize: String(maglev.tableSize) } }) };
  }
  const size = ringHash === undefined ? minimumRingSize || defaultRingSize : ringHash.minimumRingSize;
  return { lbPolicy: 'RING_HASH', ...(size && { ringHashLbConfig: { minimumRingSize: String(size) } }) };
}

function slowStart({ warmup, warmupDurationSecs }: LoadBalancer = {}) {
  const window = envoyDuration(warmup?.duration ?? warmupDurationSecs);
  if (window === undefined) return undefined;
  return defined({
    slowStartWindow: window,
    minWeightPercent: warmup?.minimumPercent == null ? undefined : { value: warmup.minimumPercent },
    aggression:
      warmup?.aggression == null
        ? undefined
        : { defaultValue: warmup.aggression, runtimeKey: 'upstream.slow_start.aggression' },
  });
}

/**
 * Panic is off unless a rule says otherwise: with few endpoints it would send requests to those that are known to fail.
 * Localities get weights of their own where the policy makes shares of them, or lets one take over from another.
 */
export function commonLbConfig(
  policy: Pick<TrafficPolicy, 'loadBalancer' | 'outlierDetection'>,
  service: MeshService,
  translation: Translation,
): Cluster['commonLbConfig'] {
  const settings = localitySettings(policy.loadBalancer, service, translation.snapshot.meshConfig);
  const failsOver =
    policy.outlierDetection !== undefined &&
    (settings?.failover !== undefined || settings?.failoverPriority !== undefined);
  const isWeighted = failsOver || settings?.distribute !== undefined;
  const value = policy.outlierDetection?.minHealthPercent ?? 0;
  return {
    healthyPanicThreshold: value > 0 ? { value } : {},
    ...(isWeighted && { localityWeightedLbConfig: {} }),
  };
}
