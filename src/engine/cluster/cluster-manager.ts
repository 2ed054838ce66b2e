// All clusters of the engine with where their endpoints come from. A change of endpoints keeps the cluster; a change of
// the cluster makes a new one and drains the old.
import type { Cluster as ClusterConfig } from '../../envoy/cluster.ts';
import type { Changes } from '../../envoy/delta.ts';
import type { ClusterLoadAssignment } from '../../envoy/endpoint.ts';
import { limits } from '../limits.ts';
import type { Random } from '../load-balancer/load-balancer.ts';
import { clusterStats, outlierStats } from '../stats/layouts.ts';
import type { StatsStore } from '../stats/stats-store.ts';
import { TrafficMetrics } from '../stats/traffic-metrics.ts';
import { endpointsOf } from './assignment.ts';
import { Cluster } from './cluster.ts';
import type { PoolFactory } from './connection-pools.ts';
import { DnsDiscovery, type Resolve } from './dns-discovery.ts';

export interface ClusterManagerOptions {
  readonly stats: StatsStore;
  readonly createPool: PoolFactory;
  readonly random: Random;
  readonly resolve: Resolve;
  /** Monotonic milliseconds. */
  readonly clock?: () => number;
}

interface Entry {
  readonly cluster: Cluster;
  readonly discovery: DnsDiscovery | undefined;
}

export class ClusterManager {
  readonly #options: ClusterManagerOptions;
  readonly #clusters = new Map<string, Entry>();
  readonly #assignments = new Map<string, ClusterLoadAssignment>();
  /** By cluster; they outlive changes of it. */
  readonly #traffic = new Map<string, TrafficMetrics>();
  /** Of requests that were for no cluster. */
  readonly unrouted = new TrafficMetrics();

  constructor(options: ClusterManagerOptions) {
    this.#options = options;
  }

  get(name: string): Cluster | undefined {
    return this.#clusters.get(name)?.cluster;
  }

  *all(): Iterable<Cluster> {
    for (const { cluster } of this.#clusters.values()) yield cluster;
  }

  /** Makes the clusters of a delta without putting them in force; throws where one cannot be run. */
  compile(configs: readonly ClusterConfig[]): Cluster[] {
    const { stats, createPool, random, clock = () => performance.now() } = this.#options;
    return configs.map((config) => {
      return new Cluster(config, {
        stats: stats.scope(statPrefix(config), clusterStats),
        traffic: this.#trafficOf(config.name),
        outlierStats:
          config.outlierDetection === undefined ? undefined : stats.scope(outlierPrefix(config), outlierStats),
        createPool,
        random,
        clock,
      });
    });
  }

  /**
   * Puts clusters and endpoints in force. A DNS cluster takes the place of its predecessor when it has asked for its
   * names once, with or without an answer, or was waited for long enough.
   */
  async apply(clusters: readonly Cluster[], endpoints: Changes<ClusterLoadAssignment>): Promise<void> {
    for (const name of endpoints.removed) this.#assignments.delete(name);
    for (const assignment of endpoints.changed) this.#assignments.set(assignment.clusterName, assignment);
    const started = clusters.map((cluster) => this.#start(cluster));
    const renewed = new Set(clusters.map(({ name }) => name));
    for (const name of [...endpoints.removed, ...endpoints.changed.map(({ clusterName }) => clusterName)])
      if (!renewed.has(name)) this.#updateEndpoints(name);
    await Promise.all(started);
  }

  /** Forgets clusters that no route names any more, and lets their requests finish. */
  remove(names: readonly string[]): void {
    for (const name of names) this.#remove(name);
  }

  close(): void {
    for (const name of [...this.#clusters.keys()]) this.#remove(name);
  }

  #trafficOf(name: string): TrafficMetrics {
    const known = this.#traffic.get(name);
    if (known !== undefined) return known;
    const traffic = new TrafficMetrics();
    this.#traffic.set(name, traffic);
    return traffic;
  }

  #start(cluster: Cluster): Promise<void> | undefined {
    const { name, type, config } = cluster;
    if (type !== 'STRICT_DNS' && type !== 'LOGICAL_DNS') {
      this.#replace({ cluster, discovery: undefined });
      this.#updateEndpoints(name);
      return undefined;
    }
    const discovery = new DnsDiscovery(config, this.#options.resolve, (facts) => cluster.setEndpoints(facts));
    const waited = new Promise<void>((resolve) => setTimeout(resolve, limits.dnsWarmingMs.value).unref());
    return Promise.race([discovery.started, waited]).then(() => this.#replace({ cluster, discovery }));
  }

  #replace(entry: Entry): void {
    const { name } = entry.cluster;
    const last = this.#clusters.get(name);
    this.#clusters.set(name, entry);
    last?.discovery?.stop();
    last?.cluster.drain();
  }

  /** An assignment has the name of its cluster; Istio gives edsClusterConfig.serviceName no other. */
  #updateEndpoints(name: string): void {
    const cluster = this.get(name);
    if (cluster?.type === 'STATIC') cluster.setEndpoints(endpointsOf(cluster.config.loadAssignment));
    else if (cluster?.type === 'EDS') cluster.setEndpoints(endpointsOf(this.#assignments.get(name)));
  }

  #remove(name: string): void {
    const entry = this.#clusters.get(name);
    if (entry === undefined) return;
    entry.discovery?.stop();
    entry.cluster.drain();
    this.#clusters.delete(name);
    this.#traffic.delete(name);
    this.#options.stats.remove(statPrefix(entry.cluster.config));
    this.#options.stats.remove(outlierPrefix(entry.cluster.config));
  }
}

function statPrefix({ name, altStatName }: ClusterConfig): string {
  return `cluster.${altStatName ?? name}`;
}

function outlierPrefix(config: ClusterConfig): string {
  return `${statPrefix(config)}.outlier_detection`;
}
