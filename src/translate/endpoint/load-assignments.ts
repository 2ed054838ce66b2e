// The endpoints of every cluster that asks for them by name.

import type { Cluster } from '../../envoy/cluster.ts';
import { parseClusterName } from '../../envoy/cluster-name.ts';
import type { ClusterLoadAssignment } from '../../envoy/endpoint.ts';
import { policyForPort, policyForSubset } from '../destination-rule/traffic-policy.ts';
import type { Translation } from '../translation.ts';
import { localityEndpoints } from './locality-endpoints.ts';
import { meshServiceEndpoints } from './mesh-service-endpoints.ts';

/** In the order of the clusters. A subset that no rule defines any more, or a host without endpoints, has none. */
export function buildLoadAssignments(
  clusters: readonly Cluster[],
  translation: Translation,
): readonly ClusterLoadAssignment[] {
  return clusters.filter(({ type }) => type === 'EDS').map(({ name }) => loadAssignment(name, translation));
}

function loadAssignment(clusterName: string, translation: Translation): ClusterLoadAssignment {
  // A cluster that passes mesh traffic through leads to sidecars only, and there are none.
  const parts = parseClusterName(clusterName);
  const service = parts && translation.services.find(parts.host);
  const port = service?.ports.find(({ number }) => number === parts?.port) ?? findPort(parts, translation);
  if (parts === undefined || service === undefined || port === undefined) return { clusterName };
  const rule = translation.destinationRules.find(service.host, service.namespace);
  const subset = rule?.subsets.find((one) => one.subset.name === parts.subset);
  const ofPort = policyForPort(rule?.trafficPolicy, port.number);
  const policy = policyForSubset(ofPort, subset?.subset.trafficPolicy, port.number) ?? {};
  const found = meshServiceEndpoints(service, port, subset, translation);
  const endpoints = localityEndpoints(found, service, policy, translation);
  return endpoints.length === 0 ? { clusterName } : { clusterName, endpoints };
}

/** A port that only another service of the same host has. */
function findPort(parts: ReturnType<typeof parseClusterName>, { services }: Translation) {
  return services.services
    .filter(({ host }) => host === parts?.host)
    .flatMap(({ ports }) => ports)
    .find(({ number }) => number === parts?.port);
}
