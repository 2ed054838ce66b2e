import type { Cluster } from '../cluster.ts';
import type { Refuse } from '../validate.ts';

/** Envoy's Maglev tables are no larger. */
const maxMaglevTable = 5_000_011;
/** Envoy's hash rings are no larger (RingHashLbConfig). */
const maxRingSize = 8_388_608;

/** The cluster; settings of its load balancer that Envoy would refuse are left to their defaults. */
export function validateCluster(cluster: Cluster, refuse: Refuse): Cluster | undefined {
  const { maglevLbConfig, ringHashLbConfig, ...rest } = cluster;
  const tableSize = Number(maglevLbConfig?.tableSize ?? 0);
  if (tableSize > maxMaglevTable) {
    refuse(cluster.metadata, `a Maglev table has at most ${maxMaglevTable} entries; the default is used`);
    return rest;
  }
  if (Number(ringHashLbConfig?.minimumRingSize ?? 0) > maxRingSize) {
    refuse(cluster.metadata, `a hash ring has at most ${maxRingSize} entries; the default is used`);
    return rest;
  }
  return cluster;
}
