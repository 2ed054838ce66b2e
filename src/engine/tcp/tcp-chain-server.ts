// Envoy's TCP proxy: every connection of the chain goes to one endpoint of a cluster, byte for byte.
import type { Socket } from 'node:net';
import type { FilterChain, TcpProxy } from '../../envoy/listener.ts';
import { choiceOf, chooseWeighted, type WeightedChoice } from '../../match/cluster-choice.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { ConnectUpstream } from '../cluster/connect-upstream.ts';
import type { Endpoint } from '../cluster/endpoint.ts';
import { durationMs } from '../duration.ts';
import { limits } from '../limits.ts';
import type { AcceptedConnection, DownstreamTls, FilterChainServer } from '../listener/filter-chain-server.ts';
import { plainAddress } from '../listener/plain-address.ts';
import type { Random } from '../load-balancer/load-balancer.ts';
import { xxHash64 } from '../load-balancer/xx-hash64.ts';
import { CLUSTER } from '../stats/layouts.ts';
import type { TimerWheel } from '../timer-wheel.ts';
import { TcpTunnel } from './tcp-tunnel.ts';

export interface TcpChainOptions {
  readonly config: TcpProxy;
  readonly clusters: { get(name: string): Cluster | undefined };
  readonly random: Random;
  readonly wheel: TimerWheel;
  readonly connect: ConnectUpstream;
  /** undefined: bytes are passed on as they come, TLS among them. */
  readonly tls: DownstreamTls | undefined;
}

export class TcpChainServer implements FilterChainServer {
  readonly chain: FilterChain;
  readonly #options: TcpChainOptions;
  readonly #idleMs: number;
  readonly #durationMs: number;
  readonly #choice: WeightedChoice | undefined;
  readonly #tunnels = new Set<TcpTunnel>();

  constructor(chain: FilterChain, options: TcpChainOptions) {
    this.chain = chain;
    this.#options = options;
    const { idleTimeout, maxDownstreamConnectionDuration, weightedClusters } = options.config;
    this.#idleMs = durationMs(idleTimeout, limits.connectionIdleMs.value);
    this.#durationMs = durationMs(maxDownstreamConnectionDuration, 0);
    this.#choice = weightedClusters === undefined ? undefined : choiceOf(weightedClusters.clusters);
  }

  get connections(): number {
    return this.#tunnels.size;
  }

  serve(accepted: AcceptedConnection): void {
    const { tls } = this.#options;
    if (tls === undefined) this.#tunnel(accepted.socket, accepted.received);
    else tls.accept(accepted, (socket) => this.#tunnel(socket, undefined));
  }

  /** A tunnel has no request that could be finished: those that are open go on until the chain is closed. */
  drain(): void {}

  close(): void {
    for (const tunnel of this.#tunnels) tunnel.close();
    this.#options.tls?.close();
  }

  #tunnel(downstream: Socket, received: Buffer | undefined): void {
    const cluster = this.#chooseCluster();
    const endpoint = cluster === undefined ? undefined : this.#chooseEndpoint(cluster, downstream);
    if (cluster === undefined || endpoint === undefined) {
      downstream.destroy();
      return;
    }
    const { host, port, monitor } = endpoint;
    const tunnel = new TcpTunnel({
      downstream,
      upstream: this.#options.connect({ host, port, cluster: cluster.config }),
      received,
      wheel: this.#options.wheel,
      connectTimeoutMs: cluster.connectTimeoutMs,
      idleMs: this.#idleMs,
      durationMs: this.#durationMs,
      onConnected: () => monitor?.onTunnel(),
      onConnectFailure: () => {
        count(cluster, CLUSTER.upstream_cx_connect_fail, 1);
        monitor?.onReset();
      },
      onClose: () => {
        this.#tunnels.delete(tunnel);
        cluster.circuitBreaker.connections--;
        count(cluster, CLUSTER.upstream_cx_active, -1);
      },
    });
    this.#tunnels.add(tunnel);
  }

  #chooseCluster(): Cluster | undefined {
    const { config, clusters, random } = this.#options;
    const name = this.#choice === undefined ? config.cluster : chooseWeighted(this.#choice, random())?.name;
    return name === undefined ? undefined : clusters.get(name);
  }

  /** Takes an endpoint for a connection; undefined without one, or where the cluster may have no more connections. */
  #chooseEndpoint(cluster: Cluster, downstream: Socket): Endpoint | undefined {
    const { circuitBreaker } = cluster;
    if (circuitBreaker.connections >= circuitBreaker.maxConnections) {
      count(cluster, CLUSTER.upstream_cx_overflow, 1);
      return undefined;
    }
    const endpoint = cluster.choose([], 0, this.#hashOf(cluster, downstream));
    if (endpoint === undefined) {
      count(cluster, CLUSTER.upstream_cx_none_healthy, 1);
      return undefined;
    }
    circuitBreaker.connections++;
    count(cluster, CLUSTER.upstream_cx_total, 1);
    count(cluster, CLUSTER.upstream_cx_active, 1);
    return endpoint;
  }

  /** Of TCP only the client's address can be hashed. */
  #hashOf({ hashesRequests }: Cluster, { remoteAddress }: Socket): bigint | undefined {
    if (!hashesRequests || (this.#options.config.hashPolicy ?? []).length === 0) return undefined;
    return xxHash64(Buffer.from(plainAddress(remoteAddress), 'latin1'));
  }
}

function count({ stats }: Cluster, id: number, by: number): void {
  stats.values[id] = (stats.values[id] as number) + by;
}
