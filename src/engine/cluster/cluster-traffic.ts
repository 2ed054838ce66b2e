import type { TrafficMetrics } from '../stats/traffic-metrics.ts';
import type { Cluster } from './cluster.ts';

export interface DestinationService {
  readonly host: string;
  readonly name: string;
  readonly namespace: string;
}

/** The traffic to one cluster, with the services that its metadata names. */
export interface ClusterTraffic {
  readonly services: readonly DestinationService[];
  readonly metrics: TrafficMetrics;
}

export function clusterTraffic({ config, traffic }: Cluster): ClusterTraffic {
  const { services } = config.metadata?.filterMetadata.istio ?? {};
  return { services: (services ?? []) as readonly DestinationService[], metrics: traffic };
}
