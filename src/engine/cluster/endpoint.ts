import { socketAddressText } from '../../lib/socket-path.ts';
import type { ConnectionPool } from '../http/stream.ts';
import type { Prioritised } from '../load-balancer/priority-set.ts';
import type { UpstreamProtocol } from './connection-pools.ts';
import type { EndpointMonitor } from './endpoint-monitor.ts';
import { NamedPools } from './named-pools.ts';

/** What discovery says of an endpoint. */
export interface EndpointFacts {
  readonly host: string;
  readonly port: number;
  /** For TLS and Host rewriting: the name that was resolved, where one was. */
  readonly hostname: string | undefined;
  readonly weight: number;
  readonly priority: number;
  readonly locality: string;
  readonly localityWeight: number;
  readonly healthy: boolean;
}

/** One address of a cluster with its connections and counts. It outlives updates that keep the address. */
export class Endpoint implements Prioritised {
  readonly host: string;
  readonly port: number;
  /** `127.0.0.1:80`, `[::1]:80`: what logs and Envoy's pages print. */
  readonly address: string;
  hostname: string | undefined;
  weight: number;
  priority: number;
  locality: string;
  localityWeight: number;
  /** When it came to its cluster, in monotonic milliseconds. */
  readonly addedAt: number;
  /** Watches it, where its cluster detects outliers. */
  monitor: EndpointMonitor | undefined = undefined;
  #discoveredHealthy: boolean;
  activeRequests = 0;
  requests = 0;
  errors = 0;
  pools: Partial<Record<UpstreamProtocol, ConnectionPool>> = {};
  /** Where the TLS server name is that of the request: a pool for each. */
  readonly namedPools = new NamedPools();

  constructor(facts: EndpointFacts, addedAt: number) {
    this.host = facts.host;
    this.port = facts.port;
    this.address = endpointAddress(facts);
    this.hostname = facts.hostname;
    this.weight = facts.weight;
    this.priority = facts.priority;
    this.locality = facts.locality;
    this.localityWeight = facts.localityWeight;
    this.addedAt = addedAt;
    this.#discoveredHealthy = facts.healthy;
  }

  update(facts: EndpointFacts): void {
    this.hostname = facts.hostname;
    this.weight = facts.weight;
    this.priority = facts.priority;
    this.locality = facts.locality;
    this.localityWeight = facts.localityWeight;
    this.#discoveredHealthy = facts.healthy;
  }

  /** Whether requests go there: discovery says so, and it is not ejected. */
  get healthy(): boolean {
    return this.#discoveredHealthy && this.monitor?.isEjected !== true;
  }

  get connections(): number {
    return (this.pools.http1?.connections ?? 0) + (this.pools.http2?.connections ?? 0) + this.namedPools.connections;
  }

  /** Lets requests finish and closes the connections. */
  drain(): void {
    this.pools.http1?.drain();
    this.pools.http2?.drain();
    this.namedPools.drain();
  }

  /** The same, for an endpoint that may be asked again later: then it gets connections of its own. */
  renewConnections(): void {
    this.drain();
    this.pools = {};
    this.namedPools.forget();
  }
}

export function endpointAddress({ host, port }: { readonly host: string; readonly port: number }): string {
  return socketAddressText(host, port);
}
