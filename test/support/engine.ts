// Engines in tests: configurations of one listener written as small as they can be, on real sockets.
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Engine, type EngineOptions } from '../../src/engine/engine.ts';
import type { Cluster } from '../../src/envoy/cluster.ts';
import type { Config } from '../../src/envoy/config.ts';
import type { Delta } from '../../src/envoy/delta.ts';
import { diff } from '../../src/envoy/diff.ts';
import type { ClusterLoadAssignment } from '../../src/envoy/endpoint.ts';
import type { HttpConnectionManager } from '../../src/envoy/http-connection-manager.ts';
import type { Listener } from '../../src/envoy/listener.ts';
import type { Route, RouteConfiguration, VirtualHost } from '../../src/envoy/route.ts';
import { share } from '../../src/envoy/share.ts';

export const LISTENER = '0.0.0.0_80';

/** The connection manager that Istio makes for a gateway, as far as it shows on the wire. */
export function connectionManager(changes: Partial<HttpConnectionManager> = {}): HttpConnectionManager {
  return {
    '@type': 'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager',
    statPrefix: 'outbound_0.0.0.0_80',
    rds: { routeConfigName: 'http.80' },
    httpFilters: [
      {
        name: 'envoy.filters.http.router',
        typedConfig: { '@type': 'type.googleapis.com/envoy.extensions.filters.http.router.v3.Router' },
      },
    ],
    useRemoteAddress: true,
    normalizePath: true,
    proxy100Continue: true,
    streamIdleTimeout: '0s',
    upgradeConfigs: [{ upgradeType: 'websocket' }],
    ...changes,
  };
}

export function listener(hcm: HttpConnectionManager = connectionManager(), name = LISTENER): Listener {
  return {
    name,
    address: { socketAddress: { address: '0.0.0.0', portValue: 80 } },
    filterChains: [{ filters: [{ name: 'envoy.filters.network.http_connection_manager', typedConfig: hcm }] }],
  };
}

export function virtualHost(routes: readonly Route[], changes: Partial<VirtualHost> = {}): VirtualHost {
  return { name: '*:80', domains: ['*'], routes, includeRequestAttemptCount: true, ...changes };
}

export function routes(virtualHosts: readonly VirtualHost[], name = 'http.80'): RouteConfiguration {
  return { name, ignorePortInHostMatching: true, validateClusters: false, virtualHosts };
}

/** Everything to one cluster, without timeout or retries unless said. */
export function routeTo(cluster: string, action: Partial<NonNullable<Route['route']>> = {}): Route {
  return { match: { prefix: '/' }, route: { cluster, timeout: '0s', maxGrpcTimeout: '0s', ...action } };
}

/** Istio's default retry policy. */
export const defaultRetryPolicy = {
  retryOn: 'connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes',
  numRetries: 2,
  hostSelectionRetryMaxAttempts: '5',
  retryHostPredicate: [{ name: 'envoy.retry_host_predicates.previous_hosts' }],
} as const;

export function cluster(name: string, changes: Partial<Cluster> = {}): Cluster {
  return {
    name,
    type: 'EDS',
    connectTimeout: '10s',
    lbPolicy: 'LEAST_REQUEST',
    commonLbConfig: { healthyPanicThreshold: {} },
    circuitBreakers: {
      thresholds: [{ maxConnections: 1e6, maxPendingRequests: 1e6, maxRequests: 1e6, maxRetries: 1e6 }],
    },
    ...changes,
  };
}

export function assignment(clusterName: string, ports: readonly number[]): ClusterLoadAssignment {
  const lbEndpoints = ports.map((portValue) => ({
    endpoint: { address: { socketAddress: { address: '127.0.0.1', portValue } } },
    healthStatus: 'HEALTHY' as const,
  }));
  return { clusterName, endpoints: lbEndpoints.length === 0 ? [] : [{ lbEndpoints }] };
}

/** An engine with the config that is in force; every listener is on free loopback ports. */
export class TestEngine {
  readonly engine: Engine;
  #config: Config | undefined;
  #revision = 0;

  constructor(options: Partial<EngineOptions> = {}) {
    this.engine = new Engine({
      bindings: () => [{ host: '127.0.0.1', port: 0 }],
      accessLog: 'off',
      random: seededRandom(1),
      ...options,
    });
  }

  /** Puts a whole config in force by the delta from the last one. */
  async apply(changes: Partial<Config>): Promise<void> {
    const empty: Config = { listeners: [], routes: [], clusters: [], endpoints: [] };
    const last = this.#config;
    const next = { ...(last ?? empty), ...changes };
    const shared = last === undefined ? next : share(last, next);
    const result = await this.engine.apply(this.#delta(last, shared));
    if (result.rejected !== undefined) throw new Error(result.rejected);
    this.#config = shared;
  }

  #delta(last: Config | undefined, next: Config): Delta {
    const before = last === undefined ? undefined : { config: last, secrets: [] };
    return diff(++this.#revision, before, { config: next, secrets: [] });
  }

  /** The port of a listener. */
  port(name = LISTENER): number {
    const bound = this.engine.listeners().find((socket) => socket.listener === name);
    if (bound === undefined) throw new Error(`listener ${name} is not bound`);
    return bound.port;
  }

  stat(name: string): number {
    return this.engine.stats().find((stat) => stat.name === name)?.value ?? 0;
  }
}

/** Starts an HTTP upstream on a free loopback port. */
export async function startUpstream(handler: RequestListener): Promise<{ server: Server; port: number }> {
  const server = createHttpServer({ keepAliveTimeout: 60_000 }, handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

/** A generator that gives the same numbers in every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
