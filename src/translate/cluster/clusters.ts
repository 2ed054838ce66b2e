// Clusters: one for each port of each service the proxy sees, and one for each subset of it (Istio's
// buildOutboundClusters).

import type { Cluster } from '../../envoy/cluster.ts';
import { clusterName, sniClusterName } from '../../envoy/cluster-name.ts';
import { compareText } from '../../snapshot/object-order.ts';
import type { MergedRule, MergedSubset } from '../destination-rule/merged-rule.ts';
import { policySource } from '../destination-rule/policy-source.ts';
import { policyForPort, policyForSubset } from '../destination-rule/traffic-policy.ts';
import { meshServiceEndpoints } from '../endpoint/mesh-service-endpoints.ts';
import type { MeshService, MeshServicePort } from '../service/mesh-service.ts';
import type { Translation } from '../translation.ts';
import { checkEjections } from './check-ejections.ts';
import { buildCluster } from './cluster.ts';

/** Sorted by name; of two services that make the same name the first one counts. */
export function buildClusters(translation: Translation): readonly Cluster[] {
  const clusters = new Map<string, Cluster>();
  for (const service of translation.services.services) {
    if (service.resolution === 'alias') continue;
    for (const cluster of serviceClusters(service, translation)) {
      if (!clusters.has(cluster.name)) clusters.set(cluster.name, cluster);
    }
  }
  return [...clusters.values()].sort((left, right) => compareText(left.name, right.name));
}

function serviceClusters(service: MeshService, translation: Translation): readonly Cluster[] {
  const rule = translation.destinationRules.find(service.host, service.namespace);
  return service.ports
    .filter(({ protocol }) => protocol !== 'UDP')
    .flatMap((port) => [
      ...portCluster(service, port, undefined, rule, translation),
      ...(rule?.subsets ?? []).flatMap((subset) => portCluster(service, port, subset, rule, translation)),
      ...(translation.hasAutoPassthrough ? sniClusters(service, port, rule, translation) : []),
    ]);
}

function portCluster(
  service: MeshService,
  port: MeshServicePort,
  subset: MergedSubset | undefined,
  rule: MergedRule | undefined,
  translation: Translation,
): readonly Cluster[] {
  const parts = { port: port.number, subset: subset?.subset.name ?? '', host: service.host };
  const ofPort = policyForPort(rule?.trafficPolicy, port.number);
  const policy = subset === undefined ? ofPort : policyForSubset(ofPort, subset.subset.trafficPolicy, port.number);
  const endpoints = meshServiceEndpoints(service, port, subset, translation);
  const cluster = buildCluster({
    name: clusterName(parts),
    meshSni: sniClusterName(parts),
    service,
    port,
    policy,
    source: subset?.source ?? rule?.source,
    path: subset?.path,
    endpoints,
    translation,
  });
  if (cluster === undefined) return [];
  checkEjections(cluster, endpoints.length, policySource(rule, parts, 'outlierDetection'), translation.findings);
  return [cluster];
}

/** The clusters that AUTO_PASSTHROUGH leads to by server name; connections pass through them as they are. */
function sniClusters(
  service: MeshService,
  port: MeshServicePort,
  rule: MergedRule | undefined,
  translation: Translation,
): readonly Cluster[] {
  if (service.isMeshExternal) return [];
  return [undefined, ...(rule?.subsets ?? [])].flatMap((subset) =>
    portCluster(service, port, subset, rule, translation).map((cluster) => {
      const { transportSocket: _transportSocket, ...rest } = cluster;
      const name = sniClusterName({ port: port.number, subset: subset?.subset.name ?? '', host: service.host });
      return {
        ...rest,
        name,
        ...(cluster.type === 'EDS' && { edsClusterConfig: { ...cluster.edsClusterConfig, serviceName: name } }),
      };
    }),
  );
}
