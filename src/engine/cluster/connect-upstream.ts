import type { Socket } from 'node:net';
import type { Cluster as ClusterConfig } from '../../envoy/cluster.ts';
import type { ClusterTlsContexts } from '../tls/cluster-tls-contexts.ts';
import { beginConnection } from './begin-connection.ts';
import type { AddressPair } from './proxy-protocol-header.ts';

export interface UpstreamTarget {
  readonly host: string;
  readonly port: number;
  readonly cluster: ClusterConfig;
  /** The client's connection. */
  readonly downstream: AddressPair;
}

/** Begins a connection for bytes that are not HTTP, with TLS where the cluster says so. */
export type ConnectUpstream = (target: UpstreamTarget) => Socket;

export function upstreamConnector(tlsOf: ClusterTlsContexts): ConnectUpstream {
  return (target) => beginConnection({ ...target, tls: tlsOf(target.cluster), protocol: 'http1', allowHalfOpen: true });
}
