import type { Cluster as ClusterConfig } from '../../envoy/cluster.ts';
import type { UpstreamTlsContext } from '../../envoy/tls.ts';
import type { SecretTable } from '../secret-table.ts';
import { ClusterTls } from './upstream-tls.ts';

/** Finds how a cluster speaks TLS; undefined where it does not. */
export type ClusterTlsContexts = (cluster: ClusterConfig) => ClusterTls | undefined;

/** One for all endpoints and connections of a cluster, by the identity of its config: a secure context is dear. */
export function clusterTlsContexts(secrets: SecretTable): ClusterTlsContexts {
  const contexts = new WeakMap<ClusterConfig, ClusterTls>();
  return (cluster) => {
    const { transportSocket } = cluster;
    if (transportSocket?.name !== 'envoy.transport_sockets.tls') return undefined;
    const known = contexts.get(cluster) ?? new ClusterTls(transportSocket.typedConfig as UpstreamTlsContext, secrets);
    contexts.set(cluster, known);
    return known;
  };
}
