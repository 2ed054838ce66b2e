import { connect, type Socket } from 'node:net';
import type { Cluster as ClusterConfig } from '../../envoy/cluster.ts';
import type { UpstreamTlsContext } from '../../envoy/tls.ts';
import type { SecretTable } from '../secret-table.ts';
import { ClusterTls } from '../tls/upstream-tls.ts';
import { keepAlive } from './keep-alive.ts';

export interface UpstreamTarget {
  readonly host: string;
  readonly port: number;
  readonly cluster: ClusterConfig;
}

/** Begins a connection for bytes that are not HTTP, with TLS where the cluster says so. */
export type ConnectUpstream = (target: UpstreamTarget) => Socket;

/** @param secrets looked up when a connection begins */
export function upstreamConnector(secrets: SecretTable): ConnectUpstream {
  const contexts = new WeakMap<ClusterConfig, ClusterTls>();
  return ({ host, port, cluster }) => {
    const { transportSocket } = cluster;
    const options = { host, port, noDelay: true, allowHalfOpen: true };
    if (transportSocket?.name !== 'envoy.transport_sockets.tls') return keepAlive(connect(options), cluster);
    const tls = contexts.get(cluster) ?? new ClusterTls(transportSocket.typedConfig as UpstreamTlsContext, secrets);
    contexts.set(cluster, tls);
    return keepAlive(tls.connect({ host, port, protocol: 'http1' }), cluster);
  };
}
