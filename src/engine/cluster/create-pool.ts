// Pools as the engine makes them: which protocol and connection, to what, with which limits.
import type { OnReadOpts, Socket } from 'node:net';
import type { Cluster as ClusterConfig } from '../../envoy/cluster.ts';
import type { Http1Client } from '../codec/http1-client.ts';
import type { Http2Io } from '../codec/http2/http2-io.ts';
import { durationMs } from '../duration.ts';
import { limits } from '../limits.ts';
import type { TimerWheel } from '../timer-wheel.ts';
import type { ClusterTlsContexts } from '../tls/cluster-tls-contexts.ts';
import type { ClusterTls } from '../tls/upstream-tls.ts';
import { beginConnection } from './begin-connection.ts';
import type { PoolFactory, PoolTarget, UpstreamProtocol } from './connection-pools.ts';
import { timeConnection } from './connection-times.ts';
import { Http1Pool } from './http1-pool.ts';
import { Http2Pool, type Http2PoolOptions } from './http2-pool.ts';

export interface PoolFactoryOptions {
  readonly client: Http1Client;
  readonly http2Io: Http2Io;
  readonly wheel: TimerWheel;
  readonly tlsOf: ClusterTlsContexts;
}

/** The factory of an engine. */
export function createPoolFactory({ client, http2Io, wheel, tlsOf }: PoolFactoryOptions): PoolFactory {
  return (protocol, target) => {
    const { cluster, connectTimeoutMs, circuitBreaker, stats } = target;
    const maxRequests = maxRequestsOf(cluster);
    const maxAgeMs = durationMs(commonOptions(cluster)?.maxConnectionDuration, 0);
    const common = {
      connect: connector(protocol, target, tlsOf(cluster)),
      circuitBreaker,
      stats,
      connectTimeoutMs,
      idleMs: idleOf(cluster),
      ...(maxRequests !== undefined && { maxRequestsPerConnection: maxRequests }),
      ...(maxAgeMs > 0 && { maxAge: { ms: maxAgeMs, wheel } }),
    };
    if (protocol === 'http1') return new Http1Pool({ ...common, client });
    return new Http2Pool({ ...common, wheel, io: http2Io, ...http2OptionsOf(cluster) });
  };
}

/** How a pool begins a connection, in plaintext or with TLS. */
function connector(
  protocol: UpstreamProtocol,
  { host, port, cluster, serverName, stats }: PoolTarget,
  tls: ClusterTls | undefined,
): (options?: { readonly onread: OnReadOpts }) => Socket {
  const verifiesName = protocolOptions(cluster)?.upstreamHttpProtocolOptions?.autoSanValidation === true;
  const named = serverName === undefined ? {} : { serverName, verifiesName };
  const start = { host, port, cluster, tls, protocol, ...named };
  return (options) => timeConnection(beginConnection({ ...start, ...options }), stats);
}

function protocolOptions(cluster: ClusterConfig) {
  return cluster.typedExtensionProtocolOptions?.['envoy.extensions.upstreams.http.v3.HttpProtocolOptions'];
}

function commonOptions(cluster: ClusterConfig) {
  return protocolOptions(cluster)?.commonHttpProtocolOptions;
}

function http2OptionsOf(cluster: ClusterConfig): Pick<Http2PoolOptions, 'maxConcurrentStreams' | 'pings'> {
  const { explicitHttpConfig, useDownstreamProtocolConfig } = protocolOptions(cluster) ?? {};
  const { maxConcurrentStreams, connectionKeepalive } =
    (explicitHttpConfig ?? useDownstreamProtocolConfig)?.http2ProtocolOptions ?? {};
  const intervalMs = durationMs(connectionKeepalive?.interval, 0);
  const timeoutMs = durationMs(connectionKeepalive?.timeout, 0);
  return {
    ...(maxConcurrentStreams !== undefined && { maxConcurrentStreams }),
    ...(intervalMs > 0 && timeoutMs > 0 && { pings: { intervalMs, timeoutMs } }),
  };
}

/** 0 in Envoy's config: no bound. */
function maxRequestsOf(cluster: ClusterConfig): number | undefined {
  return (commonOptions(cluster)?.maxRequestsPerConnection ?? cluster.maxRequestsPerConnection) || undefined;
}

function idleOf(cluster: ClusterConfig): number {
  const ms = durationMs(commonOptions(cluster)?.idleTimeout, limits.connectionIdleMs.value);
  return ms === 0 ? Number.MAX_SAFE_INTEGER : ms;
}
