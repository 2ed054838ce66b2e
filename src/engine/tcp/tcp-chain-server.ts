// Envoy's TCP proxy: every connection of the chain goes to one endpoint of a cluster, byte for byte.
// What becomes of one that cannot: source/common/tcp_proxy/tcp_proxy.cc of Envoy.
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { FilterChain, TcpProxy } from '../../envoy/listener.ts';
import { choiceOf, chooseWeighted, type WeightedChoice } from '../../match/cluster-choice.ts';
import type { AccessLog } from '../access-log/access-log.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { ConnectUpstream } from '../cluster/connect-upstream.ts';
import { timeConnection } from '../cluster/connection-times.ts';
import type { Endpoint } from '../cluster/endpoint.ts';
import type { AddressPair } from '../cluster/proxy-protocol-header.ts';
import { ownAddress } from '../codec/own-address.ts';
import { durationMs } from '../duration.ts';
import type { TlsFacts } from '../http/stream.ts';
import { limits } from '../limits.ts';
import type { AcceptedConnection, DownstreamTls, FilterChainServer } from '../listener/filter-chain-server.ts';
import type { Random } from '../load-balancer/load-balancer.ts';
import { xxHash64 } from '../load-balancer/xx-hash64.ts';
import { CLUSTER, TCP } from '../stats/layouts.ts';
import type { StatScope } from '../stats/stat-scope.ts';
import type { TimerWheel } from '../timer-wheel.ts';
import { HttpTunnel } from './http-tunnel.ts';
import { TcpStreamInfo } from './tcp-stream-info.ts';
import { TcpTunnel } from './tcp-tunnel.ts';

export interface TcpChainOptions {
  readonly config: TcpProxy;
  readonly clusters: { get(name: string): Cluster | undefined };
  readonly random: Random;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly wheel: TimerWheel;
  readonly connect: ConnectUpstream;
  /** undefined: bytes are passed on as they come, TLS among them. */
  readonly tls: DownstreamTls | undefined;
  readonly accessLogs: readonly AccessLog[];
  /** Laid out as `tcpStats`. */
  readonly stats: StatScope;
  readonly nextConnectionId: () => number;
}

export class TcpChainServer implements FilterChainServer {
  readonly chain: FilterChain;
  readonly #options: TcpChainOptions;
  readonly #idleMs: number;
  readonly #durationMs: number;
  readonly #choice: WeightedChoice | undefined;
  readonly #tunnels = new Set<TcpTunnel>();
  /** Tunnels through HTTP have theirs from the cluster's pools, which count them. */
  readonly #ownsConnections: boolean;

  constructor(chain: FilterChain, options: TcpChainOptions) {
    this.chain = chain;
    this.#options = options;
    const { idleTimeout, maxDownstreamConnectionDuration, weightedClusters } = options.config;
    this.#idleMs = durationMs(idleTimeout, limits.connectionIdleMs.value);
    this.#durationMs = durationMs(maxDownstreamConnectionDuration, 0);
    this.#ownsConnections = options.config.tunnelingConfig === undefined;
    this.#choice = weightedClusters === undefined ? undefined : choiceOf(weightedClusters.clusters);
  }

  get connections(): number {
    return this.#tunnels.size;
  }

  serve(accepted: AcceptedConnection): void {
    const { tls } = this.#options;
    if (tls === undefined) this.#proxy(accepted, accepted.socket, undefined);
    else tls.accept(accepted, (socket, facts) => this.#proxy({ ...accepted, received: undefined }, socket, facts));
  }

  /** A tunnel has no request that could be finished: those that are open go on until the chain is closed. */
  drain(): void {}

  close(): void {
    for (const tunnel of this.#tunnels) tunnel.close();
    this.#options.tls?.close();
  }

  #proxy(accepted: AcceptedConnection, downstream: Socket, tls: TlsFacts | undefined): void {
    const { now, nextConnectionId } = this.#options;
    const info = new TcpStreamInfo(accepted, { id: nextConnectionId(), now: now(), tls });
    this.#count(TCP.downstream_cx_total, 1);
    const cluster = this.#chooseCluster(info);
    const endpoint = cluster === undefined ? undefined : this.#chooseEndpoint(cluster, info);
    if (cluster === undefined || endpoint === undefined) {
      downstream.destroy();
      this.#end(info);
    } else this.#tunnel({ downstream, received: accepted.received, cluster, endpoint, info });
  }

  #tunnel({ downstream, received, cluster, endpoint, info }: Route): void {
    const { monitor } = endpoint;
    const upstream = this.#connect(cluster, endpoint, info);
    const tunnel = new TcpTunnel({
      downstream,
      upstream,
      received,
      wheel: this.#options.wheel,
      connectTimeoutMs: cluster.connectTimeoutMs,
      idleMs: this.#idleMs,
      durationMs: this.#durationMs,
      onConnected: () => {
        cluster.traffic.connection('-').opened++;
        if (upstream instanceof Socket) info.upstreamLocalAddress = ownAddress(upstream);
        monitor?.onTunnel();
      },
      onConnectFailure: (reason) => {
        onConnectFailure(cluster, endpoint, reason);
        info.upstreamFailure = reason;
        info.addFlag('UF');
        info.addFlag('URX');
      },
      onExpired: (cause) =>
        this.#count(cause === 'idle' ? TCP.idle_timeout : TCP.max_downstream_connection_duration, 1),
      onClose: () => {
        this.#tunnels.delete(tunnel);
        if (this.#ownsConnections) this.#countConnection(cluster, -1);
        info.bytesReceived = tunnel.bytesReceived;
        info.bytesSent = tunnel.bytesSent;
        countTraffic(cluster, info);
        this.#end(info);
      },
    });
    this.#tunnels.add(tunnel);
  }

  #chooseCluster(info: TcpStreamInfo): Cluster | undefined {
    const { config, clusters, random } = this.#options;
    const name = this.#choice === undefined ? config.cluster : chooseWeighted(this.#choice, random())?.name;
    const cluster = name === undefined ? undefined : clusters.get(name);
    if (cluster === undefined) {
      this.#count(TCP.downstream_cx_no_route, 1);
      info.addFlag('NC');
      return undefined;
    }
    info.clusterName = cluster.name;
    info.clusterStatName = cluster.statName;
    return cluster;
  }

  /** Takes an endpoint for a connection; undefined without one, or where the cluster may have no more connections. */
  #chooseEndpoint(cluster: Cluster, info: TcpStreamInfo): Endpoint | undefined {
    const { circuitBreaker } = cluster;
    if (circuitBreaker.connections >= circuitBreaker.maxConnections) {
      countOf(cluster, CLUSTER.upstream_cx_overflow, 1);
      info.addFlag('UO');
      return undefined;
    }
    const endpoint = cluster.choose([], 0, this.#hashOf(cluster, info));
    if (endpoint === undefined) {
      countOf(cluster, CLUSTER.upstream_cx_none_healthy, 1);
      info.addFlag('UH');
      return undefined;
    }
    info.upstreamAddress = endpoint.address;
    info.attempts = 1;
    if (this.#ownsConnections) {
      countOf(cluster, CLUSTER.upstream_cx_total, 1);
      this.#countConnection(cluster, 1);
    }
    return endpoint;
  }

  #countConnection(cluster: Cluster, by: number): void {
    cluster.circuitBreaker.connections += by;
    countOf(cluster, CLUSTER.upstream_cx_active, by);
  }

  /** A connection of its own, or a request that carries the bytes. */
  #connect(cluster: Cluster, endpoint: Endpoint, info: TcpStreamInfo): Duplex {
    const { tunnelingConfig } = this.#options.config;
    if (tunnelingConfig !== undefined) {
      const { hostname, usePost = false } = tunnelingConfig;
      return new HttpTunnel({ pool: cluster.pool(endpoint, 'HTTP/1.1', hostname), hostname, usePost });
    }
    const { host, port } = endpoint;
    const socket = this.#options.connect({ host, port, cluster: cluster.config, downstream: endsOf(info) });
    return timeConnection(socket, cluster.stats);
  }

  /** Of TCP only the client's address can be hashed. */
  #hashOf({ hashesRequests }: Cluster, { trustedAddress }: TcpStreamInfo): bigint | undefined {
    if (!hashesRequests || (this.#options.config.hashPolicy ?? []).length === 0) return undefined;
    return xxHash64(Buffer.from(trustedAddress, 'latin1'));
  }

  /** The one place where a connection ends: statistics and logs. */
  #end(info: TcpStreamInfo): void {
    info.endedTick = performance.now();
    this.#count(TCP.downstream_cx_rx_bytes_total, info.bytesReceived);
    this.#count(TCP.downstream_cx_tx_bytes_total, info.bytesSent);
    for (const log of this.#options.accessLogs) log.log(info);
  }

  #count(id: number, by: number): void {
    const { values } = this.#options.stats;
    values[id] = (values[id] as number) + by;
  }
}

/** Where a connection goes. */
interface Route {
  readonly downstream: Socket;
  readonly received: Buffer | undefined;
  readonly cluster: Cluster;
  readonly endpoint: Endpoint;
  readonly info: TcpStreamInfo;
}

function endsOf({ connection }: TcpStreamInfo): AddressPair {
  const { remoteAddress, remotePort, localAddress, localPort } = connection;
  return {
    source: { address: remoteAddress, port: remotePort },
    destination: { address: localAddress, port: localPort },
  };
}

/** Envoy tries once, and says that it would not try again. */
function onConnectFailure(cluster: Cluster, { monitor }: Endpoint, reason: string): void {
  countOf(cluster, CLUSTER.upstream_cx_connect_fail, 1);
  if (reason === '') countOf(cluster, CLUSTER.upstream_cx_connect_timeout, 1);
  countOf(cluster, CLUSTER.upstream_cx_connect_attempts_exceeded, 1);
  monitor?.onReset();
}

function countTraffic({ traffic }: Cluster, { flags, bytesReceived, bytesSent }: TcpStreamInfo): void {
  const series = traffic.connection(flags || '-');
  if (flags !== '') series.opened++;
  series.closed++;
  series.receivedBytes += bytesReceived;
  series.sentBytes += bytesSent;
}

function countOf({ stats }: Cluster, id: number, by: number): void {
  stats.values[id] = (stats.values[id] as number) + by;
}
