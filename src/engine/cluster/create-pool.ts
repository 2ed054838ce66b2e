// Pools as the engine makes them: which connection, to what, with which limits.
import { connect, type Socket } from 'node:net';
import type { Cluster as ClusterConfig } from '../../envoy/cluster.ts';
import type { Http1Client } from '../codec/http1-client.ts';
import { durationMs } from '../duration.ts';
import { limits } from '../limits.ts';
import type { PoolFactory, PoolTarget } from './connection-pools.ts';
import { Http1Pool } from './http1-pool.ts';

/** Begins a TLS connection as a cluster's transport socket says. */
export type ConnectTls = (target: PoolTarget) => Socket;

/** The factory of a engine. Clusters that ask for HTTP/2 are spoken to in HTTP/1.1, the only upstream codec. */
export function createPoolFactory(client: Http1Client, connectTls?: ConnectTls): PoolFactory {
  return (_protocol, target) => {
    const { cluster, host, port, connectTimeoutMs, circuitBreaker, stats } = target;
    const maxRequests = maxRequestsOf(cluster);
    return new Http1Pool({
      connect:
        isTls(cluster) && connectTls !== undefined
          ? () => connectTls(target)
          : () => connect({ host, port, noDelay: true }),
      client,
      circuitBreaker,
      stats,
      connectTimeoutMs,
      idleMs: idleOf(cluster),
      ...(maxRequests !== undefined && { maxRequestsPerConnection: maxRequests }),
    });
  };
}

function isTls({ transportSocket }: ClusterConfig): boolean {
  return transportSocket?.name === 'envoy.transport_sockets.tls';
}

function commonOptions(cluster: ClusterConfig) {
  return cluster.typedExtensionProtocolOptions?.['envoy.extensions.upstreams.http.v3.HttpProtocolOptions']
    ?.commonHttpProtocolOptions;
}

/** 0 in Envoy's config: no bound. */
function maxRequestsOf(cluster: ClusterConfig): number | undefined {
  return (commonOptions(cluster)?.maxRequestsPerConnection ?? cluster.maxRequestsPerConnection) || undefined;
}

function idleOf(cluster: ClusterConfig): number {
  const ms = durationMs(commonOptions(cluster)?.idleTimeout, limits.connectionIdleMs.value);
  return ms === 0 ? Number.MAX_SAFE_INTEGER : ms;
}
