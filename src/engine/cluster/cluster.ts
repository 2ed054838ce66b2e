import type { Cluster as ClusterConfig, DiscoveryType } from '../../envoy/cluster.ts';
import { durationMs } from '../duration.ts';
import type { ConnectionPool, Protocol } from '../http/stream.ts';
import { limits } from '../limits.ts';
import type { Random } from '../load-balancer/load-balancer.ts';
import { PrioritySet } from '../load-balancer/priority-set.ts';
import { CLUSTER } from '../stats/layouts.ts';
import type { StatScope } from '../stats/stat-scope.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import type { PoolFactory, UpstreamProtocol } from './connection-pools.ts';
import { Endpoint, type EndpointFacts, endpointAddress } from './endpoint.ts';

export interface ClusterOptions {
  readonly stats: StatScope;
  readonly createPool: PoolFactory;
  readonly random: Random;
}

/** A group of endpoints at run time: who may be asked next, over which pool, and how much of it is in use. */
export class Cluster {
  readonly name: string;
  readonly config: ClusterConfig;
  readonly type: DiscoveryType;
  readonly stats: StatScope;
  readonly circuitBreaker: CircuitBreaker;
  readonly #options: ClusterOptions;
  readonly connectTimeoutMs: number;
  /** undefined: as the request came (useDownstreamProtocolConfig). */
  readonly #protocol: UpstreamProtocol | undefined;
  #endpoints = new Map<string, Endpoint>();
  #balancer: PrioritySet<Endpoint>;

  /** Throws where the config cannot be run; nothing is opened yet. */
  constructor(config: ClusterConfig, options: ClusterOptions) {
    this.name = config.name;
    this.config = config;
    this.type = config.type;
    this.stats = options.stats;
    this.circuitBreaker = new CircuitBreaker(config.circuitBreakers?.thresholds);
    this.#options = options;
    this.connectTimeoutMs = durationMs(config.connectTimeout, limits.connectMs.value);
    this.#protocol = protocolOf(config);
    this.#balancer = new PrioritySet<Endpoint>(config, [], options.random);
  }

  /** Takes a new list of endpoints; those whose address stays keep their connections, the others drain. */
  setEndpoints(facts: readonly EndpointFacts[]): void {
    const next = new Map<string, Endpoint>();
    for (const fact of facts) {
      const address = endpointAddress(fact);
      const known = this.#endpoints.get(address);
      known?.update(fact);
      next.set(address, known ?? new Endpoint(fact));
    }
    for (const [address, endpoint] of this.#endpoints) if (!next.has(address)) endpoint.drain();
    this.#endpoints = next;
    const all = [...next.values()];
    this.#balancer = new PrioritySet(this.config, all, this.#options.random);
    this.stats.values[CLUSTER.membership_total] = all.length;
    this.stats.values[CLUSTER.membership_healthy] = all.filter(({ healthy }) => healthy).length;
  }

  /** What statistics and logs call it. */
  get statName(): string {
    return this.config.altStatName ?? this.name;
  }

  get endpoints(): Iterable<Endpoint> {
    return this.#endpoints.values();
  }

  /**
   * Chooses an endpoint, if it can one that was not tried before.
   * @param attempts how often to draw again when an endpoint was tried (Envoy's host_selection_retry_max_attempts)
   */
  choose(tried: readonly Endpoint[], attempts: number): Endpoint | undefined {
    let endpoint = this.#balancer.choose();
    for (let i = 0; i < attempts && endpoint !== undefined && tried.includes(endpoint); i++)
      endpoint = this.#balancer.choose();
    return endpoint;
  }

  /** The pool of an endpoint for a request that came by the given protocol. */
  pool(endpoint: Endpoint, downstream: Protocol): ConnectionPool {
    const protocol = this.#protocol ?? (downstream === 'HTTP/2' ? 'http2' : 'http1');
    const known = endpoint.pools[protocol];
    if (known !== undefined) return known;
    const pool = this.#options.createPool(protocol, {
      host: endpoint.host,
      port: endpoint.port,
      cluster: this.config,
      connectTimeoutMs: this.connectTimeoutMs,
      circuitBreaker: this.circuitBreaker,
      stats: this.stats,
    });
    endpoint.pools[protocol] = pool;
    return pool;
  }

  /** Lets requests finish and closes all connections. */
  drain(): void {
    for (const endpoint of this.#endpoints.values()) endpoint.drain();
  }
}

function protocolOf(config: ClusterConfig): UpstreamProtocol | undefined {
  const options = config.typedExtensionProtocolOptions?.['envoy.extensions.upstreams.http.v3.HttpProtocolOptions'];
  if (options?.useDownstreamProtocolConfig !== undefined) return undefined;
  return options?.explicitHttpConfig?.http2ProtocolOptions === undefined ? 'http1' : 'http2';
}
