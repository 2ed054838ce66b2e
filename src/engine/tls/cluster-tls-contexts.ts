import type { Cluster as ClusterConfig } from '../../envoy/cluster.ts';
import { transportSocketOf } from '../cluster/transport-socket.ts';
import type { SecretTable } from '../secret-table.ts';
import { ClusterTls } from './upstream-tls.ts';

/** Finds how a cluster speaks TLS; undefined where it does not. */
export type ClusterTlsContexts = (cluster: ClusterConfig) => ClusterTls | undefined;

/** One for all endpoints and connections of a cluster, by the identity of its config: a secure context is dear. */
export function clusterTlsContexts(secrets: SecretTable): ClusterTlsContexts {
  const contexts = new WeakMap<ClusterConfig, ClusterTls>();
  return (cluster) => {
    const { tls } = transportSocketOf(cluster.transportSocket);
    if (tls === undefined) return undefined;
    const known = contexts.get(cluster) ?? new ClusterTls(tls, secrets);
    contexts.set(cluster, known);
    return known;
  };
}
