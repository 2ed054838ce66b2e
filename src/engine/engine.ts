// The embedded proxy: takes deltas of Envoy-shaped config and runs them on sockets. Table of contents of the data wing.
// See docs/life-of-a-request.md. Knows no Kubernetes or Istio type.
import type { Delta } from '../envoy/delta.ts';
import { LogWriters } from './access-log/log-writers.ts';
import type { Cluster } from './cluster/cluster.ts';
import { ClusterManager } from './cluster/cluster-manager.ts';
import { type ClusterSnapshot, clusterSnapshot } from './cluster/cluster-snapshot.ts';
import { type ClusterTraffic, clusterTraffic } from './cluster/cluster-traffic.ts';
import { upstreamConnector } from './cluster/connect-upstream.ts';
import { createPoolFactory } from './cluster/create-pool.ts';
import { type Resolve, resolveName } from './cluster/dns-discovery.ts';
import { CodecIo } from './codec/codec-io.ts';
import { Http1Client } from './codec/http1-client.ts';
import { Http2Io } from './codec/http2/http2-io.ts';
import { ChainCompiler } from './compile/chain-compiler.ts';
import { RouteEntries } from './compile/route-entries.ts';
import { type PreparedRoutes, RouteTables } from './compile/route-tables.ts';
import { DrainState } from './drain-state.ts';
import { HttpDate } from './http/http-date.ts';
import { RequestIds } from './http/request-id.ts';
import { ListenerManager, type PreparedListeners } from './listener/listener-manager.ts';
import { SecretTable } from './secret-table.ts';
import type { HistogramStat, Stat } from './stats/stat-scope.ts';
import { StatsStore } from './stats/stats-store.ts';
import { TimerWheel } from './timer-wheel.ts';
import { clusterTlsContexts } from './tls/cluster-tls-contexts.ts';
import { ChainTls } from './tls/downstream-tls.ts';

/** Which sockets a listener is bound to; input beside the config (listener name -> sockets). */
export interface SocketBinding {
  /** Loopback unless the user said otherwise. */
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
}

export interface BoundSocket {
  readonly listener: string;
  readonly host: string;
  readonly port: number;
}

export interface BindFailure extends BoundSocket {
  /** Such as EADDRINUSE. */
  readonly code: string;
}

export interface ApplyResult {
  /** The revision in force; the old one where the delta was refused. */
  readonly revision: number;
  readonly bound: readonly BoundSocket[];
  readonly bindFailures: readonly BindFailure[];
  /** Why the delta was refused as a whole; the last good config serves on. */
  readonly rejected: string | undefined;
}

export interface EngineOptions {
  /** Sockets of a listener, asked whenever it is added or its address changes. */
  readonly bindings: (listener: {
    readonly name: string;
    readonly address: string;
    readonly port: number;
  }) => readonly SocketBinding[];
  /** Where access logs go: a path, '-' for standard output, 'off'; undefined: as the configuration says. */
  readonly accessLog: string | undefined;
  readonly now?: () => number;
  /** Uniform in [0, 1); randomness is an argument. */
  readonly random?: () => number;
  /** Resolves the names of DNS clusters. */
  readonly resolve?: Resolve;
}

export interface EngineApi {
  apply(delta: Delta): Promise<ApplyResult>;
  /**
   * Stops accepting for good, lets requests finish, and resolves when all connections are gone or after `waitMs`, with
   * the number of those that are left. Nothing is closed by force.
   */
  drainListeners(waitMs: number, signal?: AbortSignal): Promise<number>;
  /** Stops accepting, lets requests finish, then closes; resolves when all connections are gone or after `graceMs`. */
  drain(graceMs: number): Promise<void>;
  close(): Promise<void>;
}

export class Engine implements EngineApi {
  readonly #clusters: ClusterManager;
  readonly #routeTables: RouteTables;
  readonly #secrets = new SecretTable();
  readonly #listeners: ListenerManager;
  readonly #logs = new LogWriters();
  readonly #stats = new StatsStore();
  readonly #drain = new DrainState();
  #revision = 0;
  /** One delta after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: EngineOptions) {
    const random = options.random ?? Math.random;
    const now = options.now ?? Date.now;
    const wheel = new TimerWheel();
    const io = new CodecIo();
    const http2Io = new Http2Io(io);
    const routeEntries = new RouteEntries();
    const tlsOf = clusterTlsContexts(this.#secrets);
    const createPool = createPoolFactory({ client: new Http1Client({ wheel, io }), http2Io, wheel, tlsOf });
    const resolve = options.resolve ?? resolveName;
    this.#clusters = new ClusterManager({ stats: this.#stats, createPool, random, resolve });
    this.#routeTables = new RouteTables(routeEntries);
    const compiler = new ChainCompiler({
      context: {
        environment: { timers: new TimerWheel({ tickMs: REQUEST_TICK_MS }), random },
        clusters: this.#clusters,
        routeEntries,
        requestIds: new RequestIds(),
        date: new HttpDate(now),
        drain: this.#drain,
        now,
      },
      routeTables: this.#routeTables,
      stats: this.#stats,
      accessLog: { sink: options.accessLog, writer: (path) => this.#logs.get(path) },
      wheel,
      io,
      http2Io,
      connect: upstreamConnector(tlsOf),
      createTls: (chain) => new ChainTls(chain, this.#secrets),
    });
    const { bindings } = options;
    this.#listeners = new ListenerManager({ compiler, stats: this.#stats, bindings, drain: this.#drain });
  }

  /** Puts a delta in force as a whole, or leaves everything as it was and says why. */
  apply(delta: Delta): Promise<ApplyResult> {
    const applied = this.#last.then(() => this.#apply(delta));
    this.#last = applied.catch(() => undefined);
    return applied;
  }

  async #apply(delta: Delta): Promise<ApplyResult> {
    let prepared: Prepared;
    try {
      prepared = this.#prepare(delta);
    } catch (error) {
      return this.#result(error instanceof Error ? error.message : String(error));
    }
    // What is used comes before what uses it, and goes after it.
    this.#secrets.apply(delta.secrets);
    await this.#clusters.apply(prepared.clusters, delta.endpoints);
    this.#routeTables.apply(prepared.routes, delta.routes.removed);
    await this.#listeners.apply(prepared.listeners, delta.listeners.removed);
    this.#clusters.remove(delta.clusters.removed);
    this.#revision = delta.revision;
    return this.#result(undefined);
  }

  /** Compiles everything that changed; throws before anything is touched. */
  #prepare(delta: Delta): Prepared {
    return {
      clusters: this.#clusters.compile(delta.clusters.changed),
      routes: this.#routeTables.prepare(delta.routes.changed),
      listeners: this.#listeners.prepare(delta.listeners.changed),
    };
  }

  #result(rejected: string | undefined): ApplyResult {
    const { bound, bindFailures } = this.#listeners;
    return { revision: this.#revision, bound, bindFailures, rejected };
  }

  /** The sockets that are open, by listener. */
  listeners(): readonly BoundSocket[] {
    return this.#listeners.bound;
  }

  clusters(): ClusterSnapshot[] {
    return [...this.#clusters.all()].map(clusterSnapshot).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  stats(): Stat[] {
    return this.#stats.snapshot();
  }

  histograms(): HistogramStat[] {
    return this.#stats.histograms();
  }

  /** What Istio's metrics tell of each cluster, and of requests that were for none. */
  traffic(): ClusterTraffic[] {
    return [...[...this.#clusters.all()].map(clusterTraffic), { services: [], metrics: this.#clusters.unrouted }];
  }

  get isDraining(): boolean {
    return this.#drain.closesConnections;
  }

  /** Seems unwell or well again: clients are told to leave with their next response. */
  failHealthCheck(fails: boolean): void {
    this.#drain.failsHealthCheck = fails;
  }

  async drainListeners(waitMs: number, signal?: AbortSignal): Promise<number> {
    await this.#last;
    return await this.#listeners.drain(waitMs, signal);
  }

  async drain(graceMs: number): Promise<void> {
    await this.drainListeners(graceMs);
    this.#listeners.close();
  }

  async close(): Promise<void> {
    await this.#last;
    this.#listeners.close();
    this.#clusters.close();
    this.#logs.close();
  }
}

interface Prepared {
  readonly clusters: readonly Cluster[];
  readonly routes: PreparedRoutes;
  readonly listeners: PreparedListeners;
}

/** Of the clock for timeouts and back-offs of requests: they are counted in tens of milliseconds. */
const REQUEST_TICK_MS = 10;
