// Envoy's line format of /clusters: `cluster::address::name::value`.
import type { ClusterSnapshot, EndpointSnapshot } from '../engine/cluster/cluster-snapshot.ts';

/** Rates of success are never looked at, as Istio switches ejection by them off: Envoy prints -1 then. */
const unusedRates = { success_rate: -1, local_origin_success_rate: -1 };

export function clustersText(clusters: readonly ClusterSnapshot[]): string {
  return clusters
    .flatMap(clusterLines)
    .map((line) => `${line}\n`)
    .join('');
}

function clusterLines({ name, statName, edsServiceName, thresholds, endpoints }: ClusterSnapshot): string[] {
  return [
    `${name}::observability_name::${statName}`,
    ...Object.entries(thresholds).map(([limit, value]) => `${name}::default_priority::${limit}::${value}`),
    `${name}::added_via_api::true`,
    ...(edsServiceName === undefined ? [] : [`${name}::eds_service_name::${edsServiceName}`]),
    ...endpoints.flatMap((endpoint) =>
      Object.entries(endpointValues(endpoint)).map(([key, value]) => `${name}::${endpoint.address}::${key}::${value}`),
    ),
  ];
}

function endpointValues(endpoint: EndpointSnapshot): Readonly<Record<string, string | number>> {
  const [region = '', zone = '', subZone = ''] = endpoint.locality.split('/');
  return {
    ...endpoint.stats,
    hostname: endpoint.hostname,
    health_flags: healthFlags(endpoint),
    weight: endpoint.weight,
    region,
    zone,
    sub_zone: subZone,
    canary: 'false',
    priority: endpoint.priority,
    ...unusedRates,
  };
}

/** Envoy's words; discovery is the only other that can say that an endpoint is not well. */
function healthFlags({ healthy, ejected }: EndpointSnapshot): string {
  if (healthy) return 'healthy';
  return ejected ? '/failed_outlier_check' : '/failed_eds_health';
}
