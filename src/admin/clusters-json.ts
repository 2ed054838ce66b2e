// /clusters?format=json: admin.v3.Clusters in Envoy's JSON, which `istioctl proxy-config endpoints --file` reads.
import type { ClusterSnapshot, EndpointSnapshot } from '../engine/cluster/cluster-snapshot.ts';

export function clustersJson(clusters: readonly ClusterSnapshot[]): unknown {
  return { cluster_statuses: clusters.map(clusterStatus) };
}

function clusterStatus({ name, statName, edsServiceName, thresholds, endpoints }: ClusterSnapshot): unknown {
  return {
    name,
    added_via_api: true,
    host_statuses: endpoints.map(hostStatus),
    circuit_breakers: { thresholds: [thresholds] },
    observability_name: statName,
    ...(edsServiceName !== undefined && { eds_service_name: edsServiceName }),
  };
}

function hostStatus(endpoint: EndpointSnapshot): unknown {
  const { host, port, stats, weight, priority, hostname, ejected, healthy } = endpoint;
  const [region, zone, subZone] = endpoint.locality.split('/');
  return {
    address: { socket_address: { address: host, port_value: port } },
    stats: Object.entries(stats).map(([name, value]) => ({
      name,
      // 64-bit numbers are text in protobuf's JSON, and what is 0 is left out.
      ...(value !== 0 && { value: `${value}` }),
      ...(name.endsWith('_active') && { type: 'GAUGE' }),
    })),
    health_status: {
      ...(ejected && { failed_outlier_check: true }),
      eds_health_status: healthy || ejected ? 'HEALTHY' : 'UNHEALTHY',
    },
    weight,
    ...(priority > 0 && { priority }),
    ...(hostname !== '' && { hostname }),
    locality: { ...(region && { region }), ...(zone && { zone }), ...(subZone && { sub_zone: subZone }) },
  };
}
