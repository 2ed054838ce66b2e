// Envoy's line format of /clusters: `cluster::address::name::value`.
import type { ClusterSnapshot, EndpointSnapshot } from '../engine/cluster/cluster-snapshot.ts';

export function clustersText(clusters: readonly ClusterSnapshot[]): string {
  const lines: string[] = [];
  for (const { name, thresholds, endpoints } of clusters) {
    for (const [limit, value] of Object.entries(thresholds))
      lines.push(`${name}::default_priority::${limit}::${value}`);
    for (const endpoint of endpoints) {
      const values = {
        ...endpoint.stats,
        health_flags: healthFlags(endpoint),
        weight: endpoint.weight,
        priority: endpoint.priority,
      };
      for (const [key, value] of Object.entries(values)) lines.push(`${name}::${endpoint.address}::${key}::${value}`);
    }
  }
  return lines.map((line) => `${line}\n`).join('');
}

/** Envoy's words; discovery is the only other that can say that an endpoint is not well. */
function healthFlags({ healthy, ejected }: EndpointSnapshot): string {
  if (healthy) return 'healthy';
  return ejected ? '/failed_outlier_check' : '/failed_eds_health';
}
