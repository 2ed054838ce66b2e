import type { ClusterLoadAssignment, LbEndpoint, LocalityLbEndpoints } from '../../envoy/endpoint.ts';
import type { EndpointFacts } from './endpoint.ts';

/** Reads the endpoints of an assignment whose addresses are IP addresses or, before DNS, names. */
export function endpointsOf(assignment: ClusterLoadAssignment | undefined): EndpointFacts[] {
  return (assignment?.endpoints ?? []).flatMap((group) => group.lbEndpoints.flatMap((lb) => factsOf(group, lb)));
}

function factsOf(group: LocalityLbEndpoints, lb: LbEndpoint): EndpointFacts[] {
  const { socketAddress, pipe } = lb.endpoint.address;
  const { region = '', zone = '', subZone = '' } = group.locality ?? {};
  return [
    {
      host: socketAddress?.address ?? pipe?.path ?? '',
      port: socketAddress?.portValue ?? 0,
      hostname: undefined,
      weight: lb.loadBalancingWeight ?? 1,
      priority: group.priority ?? 0,
      locality: `${region}/${zone}/${subZone}`,
      localityWeight: group.loadBalancingWeight ?? 0,
      healthy: isHealthy(lb.healthStatus),
    },
  ];
}

function isHealthy(status: LbEndpoint['healthStatus']): boolean {
  return status === undefined || status === 'HEALTHY' || status === 'UNKNOWN';
}
