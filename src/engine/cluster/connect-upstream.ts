import { connect, type Socket } from 'node:net';
import type { Cluster as ClusterConfig } from '../../envoy/cluster.ts';
import type { ClusterTlsContexts } from '../tls/cluster-tls-contexts.ts';
import { keepAlive } from './keep-alive.ts';

export interface UpstreamTarget {
  readonly host: string;
  readonly port: number;
  readonly cluster: ClusterConfig;
}

/** Begins a connection for bytes that are not HTTP, with TLS where the cluster says so. */
export type ConnectUpstream = (target: UpstreamTarget) => Socket;

export function upstreamConnector(tlsOf: ClusterTlsContexts): ConnectUpstream {
  return ({ host, port, cluster }) => {
    const socket =
      tlsOf(cluster)?.connect({ host, port, protocol: 'http1' }) ??
      connect({ host, port, noDelay: true, allowHalfOpen: true });
    return keepAlive(socket, cluster);
  };
}
