// Which cluster and network a workload is in, as the values or a label say; they come last among the variables then.
import { objectsAt } from '../pod/json.ts';
import { findSidecar, labelsOf, type Pod } from '../pod/pod.ts';
import type { InstallationValues } from './installation-values.ts';

export interface ClusterEnvironment {
  readonly cluster: string;
  readonly network: string;
}

export function clusterEnvironment(pod: Pod, { clusterName, network }: InstallationValues): ClusterEnvironment {
  return { cluster: clusterName, network: labelsOf(pod)['topology.istio.io/network'] ?? network };
}

/** Sets the variables of the proxy. */
export function setClusterEnvironment(pod: Pod, { cluster, network }: ClusterEnvironment): void {
  const sidecar = findSidecar(pod);
  const set = Object.entries({ ISTIO_META_CLUSTER_ID: cluster, ISTIO_META_NETWORK: network }).filter(
    ([, value]) => value !== '',
  );
  if (sidecar === undefined || set.length === 0) return;
  const names = set.map(([name]) => name);
  const others = objectsAt(sidecar, 'env').filter(({ name }) => !names.includes(String(name)));
  sidecar.env = [...others, ...set.map(([name, value]) => ({ name, value }))];
}
