import type { ConnectionPool } from '../http/stream.ts';
import type { Prioritised } from '../load-balancer/priority-set.ts';
import type { UpstreamProtocol } from './connection-pools.ts';

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
  healthy: boolean;
  activeRequests = 0;
  requests = 0;
  errors = 0;
  readonly pools: Partial<Record<UpstreamProtocol, ConnectionPool>> = {};

  constructor(facts: EndpointFacts) {
    this.host = facts.host;
    this.port = facts.port;
    this.address = endpointAddress(facts);
    this.hostname = facts.hostname;
    this.weight = facts.weight;
    this.priority = facts.priority;
    this.locality = facts.locality;
    this.localityWeight = facts.localityWeight;
    this.healthy = facts.healthy;
  }

  update(facts: EndpointFacts): void {
    this.hostname = facts.hostname;
    this.weight = facts.weight;
    this.priority = facts.priority;
    this.locality = facts.locality;
    this.localityWeight = facts.localityWeight;
    this.healthy = facts.healthy;
  }

  get connections(): number {
    return (this.pools.http1?.connections ?? 0) + (this.pools.http2?.connections ?? 0);
  }

  /** Lets requests finish and closes the connections. */
  drain(): void {
    this.pools.http1?.drain();
    this.pools.http2?.drain();
  }
}

export function endpointAddress({ host, port }: { readonly host: string; readonly port: number }): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
