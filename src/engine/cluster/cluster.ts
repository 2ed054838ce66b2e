import type { Cluster as ClusterConfig, DiscoveryType } from '../../envoy/cluster.ts';
import { durationMs } from '../duration.ts';
import type { ConnectionPool, Protocol } from '../http/stream.ts';
import { limits } from '../limits.ts';
import type { Random } from '../load-balancer/load-balancer.ts';
import { hashesRequests, PrioritySet } from '../load-balancer/priority-set.ts';
import { type SlowStart, slowStartOf } from '../load-balancer/slow-start.ts';
import { CLUSTER } from '../stats/layouts.ts';
import type { StatScope } from '../stats/stat-scope.ts';
import type { TrafficMetrics } from '../stats/traffic-metrics.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import type { PoolFactory, UpstreamProtocol } from './connection-pools.ts';
import { Endpoint, type EndpointFacts, endpointAddress } from './endpoint.ts';
import { OutlierDetector } from './outlier-detector.ts';
import { compileOutlierSettings } from './outlier-settings.ts';

export interface ClusterOptions {
  readonly stats: StatScope;
  readonly traffic: TrafficMetrics;
  readonly createPool: PoolFactory;
  /** Laid out as `outlierStats`; undefined where the config does not detect outliers. */
  readonly outlierStats: StatScope | undefined;
  readonly random: Random;
  /** Monotonic milliseconds. */
  readonly clock: () => number;
}

/** A group of endpoints at run time: who may be asked next, over which pool, and how much of it is in use. */
export class Cluster {
  readonly name: string;
  readonly config: ClusterConfig;
  readonly type: DiscoveryType;
  readonly stats: StatScope;
  readonly traffic: TrafficMetrics;
  readonly circuitBreaker: CircuitBreaker;
  /** Whether requests of one key stay together. */
  readonly hashesRequests: boolean;
  readonly #options: ClusterOptions;
  readonly connectTimeoutMs: number;
  /** undefined: as the request came (useDownstreamProtocolConfig). */
  readonly #protocol: UpstreamProtocol | undefined;
  /** Whether connections are told the host of their requests, and serve only that. */
  readonly #takesServerName: boolean;
  readonly #slowStart: SlowStart | undefined;
  readonly #outliers: OutlierDetector | undefined;
  #endpoints = new Map<string, Endpoint>();
  #balancer: PrioritySet<Endpoint>;

  /** Throws where the config cannot be run; nothing is opened yet. */
  constructor(config: ClusterConfig, options: ClusterOptions) {
    this.name = config.name;
    this.config = config;
    this.type = config.type;
    this.stats = options.stats;
    this.traffic = options.traffic;
    this.circuitBreaker = new CircuitBreaker(config.circuitBreakers?.thresholds);
    this.#options = options;
    this.connectTimeoutMs = durationMs(config.connectTimeout, limits.connectMs.value);
    this.#protocol = protocolOf(config);
    this.#takesServerName = takesServerName(config);
    this.hashesRequests = hashesRequests(config);
    this.#slowStart = slowStartOf(config, options.clock);
    this.#outliers = this.#createDetector();
    this.#balancer = this.#balance();
  }

  /** Takes a new list of endpoints; those whose address stays keep their connections, the others drain. */
  setEndpoints(facts: readonly EndpointFacts[]): void {
    const next = new Map<string, Endpoint>();
    for (const fact of facts) {
      const address = endpointAddress(fact);
      const known = this.#endpoints.get(address);
      known?.update(fact);
      next.set(address, known ?? this.#createEndpoint(fact));
    }
    for (const [address, endpoint] of this.#endpoints) if (!next.has(address)) this.#remove(endpoint);
    this.#endpoints = next;
    this.#balancer = this.#balance();
  }

  #createEndpoint(fact: EndpointFacts): Endpoint {
    const endpoint = new Endpoint(fact, this.#options.clock());
    endpoint.monitor = this.#outliers?.watch();
    return endpoint;
  }

  #remove(endpoint: Endpoint): void {
    if (endpoint.monitor !== undefined) this.#outliers?.unwatch(endpoint.monitor);
    endpoint.drain();
  }

  #createDetector(): OutlierDetector | undefined {
    const { outlierStats: stats, random, clock } = this.#options;
    const { outlierDetection } = this.config;
    if (outlierDetection === undefined || stats === undefined) return undefined;
    const onChange = () => this.#onEjections();
    return new OutlierDetector(compileOutlierSettings(outlierDetection, httpOptions(this.config)?.outlierDetection), {
      stats,
      random,
      clock,
      onChange,
    });
  }

  #onEjections(): void {
    for (const endpoint of this.#endpoints.values())
      if (endpoint.monitor?.isEjected === true) endpoint.renewConnections();
    this.#balancer = this.#balance();
  }

  /** Makes the choice anew, as endpoints or their health have changed. */
  #balance(): PrioritySet<Endpoint> {
    const all = [...this.#endpoints.values()];
    this.stats.values[CLUSTER.membership_total] = all.length;
    this.stats.values[CLUSTER.membership_healthy] = all.filter(({ healthy }) => healthy).length;
    return new PrioritySet(this.config, all, this.#options.random, this.#slowStart);
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
   * @param hash of what is to stay together, where the cluster hashes requests
   * @param priorities that were tried and are to be avoided
   */
  choose(
    tried: readonly Endpoint[],
    attempts: number,
    hash?: bigint,
    priorities?: ReadonlySet<number>,
  ): Endpoint | undefined {
    let endpoint = this.#balancer.choose(hash, 0, priorities);
    for (let i = 1; i <= attempts && endpoint !== undefined && tried.includes(endpoint); i++)
      endpoint = this.#balancer.choose(hash, i, priorities);
    return attempts > 0 && endpoint !== undefined && tried.includes(endpoint)
      ? (this.#untriedBeside(endpoint, tried) ?? endpoint)
      : endpoint;
  }

  /**
   * Where every draw was in vain, as least request draws a dead endpoint that fails fast again and again. Envoy then
   * asks the dead one once more.
   */
  #untriedBeside({ priority }: Endpoint, tried: readonly Endpoint[]): Endpoint | undefined {
    for (const endpoint of this.#endpoints.values())
      if (endpoint.priority === priority && endpoint.healthy && !tried.includes(endpoint)) return endpoint;
    return undefined;
  }

  /**
   * The pool of an endpoint for a request that came by the given protocol.
   * @param authority of the request as it goes upstream
   */
  pool(endpoint: Endpoint, downstream: Protocol, authority: string): ConnectionPool {
    const protocol = this.#protocol ?? (downstream === 'HTTP/2' ? 'http2' : 'http1');
    if (this.#takesServerName) return this.#namedPool(endpoint, protocol, hostOf(authority));
    const known = endpoint.pools[protocol];
    if (known !== undefined) return known;
    const pool = this.#createPool(endpoint, protocol, undefined);
    endpoint.pools[protocol] = pool;
    return pool;
  }

  #namedPool(endpoint: Endpoint, protocol: UpstreamProtocol, serverName: string): ConnectionPool {
    const key = `${protocol} ${serverName}`;
    const known = endpoint.namedPools.get(key);
    if (known !== undefined) return known;
    const pool = this.#createPool(endpoint, protocol, serverName);
    endpoint.namedPools.set(key, pool);
    return pool;
  }

  #createPool({ host, port }: Endpoint, protocol: UpstreamProtocol, serverName: string | undefined): ConnectionPool {
    const { config, connectTimeoutMs, circuitBreaker, stats } = this;
    const target = { host, port, serverName, cluster: config, connectTimeoutMs, circuitBreaker, stats };
    return this.#options.createPool(protocol, target);
  }

  /** Lets requests finish and closes all connections. */
  drain(): void {
    this.#outliers?.close();
    for (const endpoint of this.#endpoints.values()) endpoint.drain();
  }
}

function httpOptions({ typedExtensionProtocolOptions }: ClusterConfig) {
  return typedExtensionProtocolOptions?.['envoy.extensions.upstreams.http.v3.HttpProtocolOptions'];
}

function takesServerName(config: ClusterConfig): boolean {
  const { autoSni = false, autoSanValidation = false } = httpOptions(config)?.upstreamHttpProtocolOptions ?? {};
  return config.transportSocket !== undefined && (autoSni || autoSanValidation);
}

/** Without the port, and without the brackets of an address. */
function hostOf(authority: string): string {
  if (authority.startsWith('[')) return authority.slice(1, authority.indexOf(']'));
  const colon = authority.indexOf(':');
  return (colon < 0 ? authority : authority.slice(0, colon)).toLowerCase();
}

function protocolOf(config: ClusterConfig): UpstreamProtocol | undefined {
  const options = httpOptions(config);
  if (options?.useDownstreamProtocolConfig !== undefined) return undefined;
  return options?.explicitHttpConfig?.http2ProtocolOptions === undefined ? 'http1' : 'http2';
}
