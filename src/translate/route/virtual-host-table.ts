// The virtual hosts of one route configuration while it is put together, by host in lower case.
import { sourceMetadata } from '../../envoy/config-source.ts';
import type { Route, VirtualHost } from '../../envoy/route.ts';
import { virtualHostName } from '../../envoy/virtual-host-name.ts';
import type { BoundServer } from '../gateway/gateway-server.ts';
import { isSubsetOf } from '../host.ts';
import type { BoundVirtualService } from '../virtual-service/bound-virtual-service.ts';

interface Entry {
  readonly virtualHost: Omit<VirtualHost, 'routes' | 'requireTls'>;
  readonly routes: Route[];
  /** Of Ingresses, whose routes are added once even where several of their Gateways bring them. */
  readonly services: Set<BoundVirtualService>;
  /** Through which it is reached. */
  readonly servers: Set<BoundServer>;
  requiresTls: boolean;
}

export class VirtualHostTable {
  readonly #entries = new Map<string, Entry>();
  readonly #includesAttemptCount: boolean;

  constructor(includesAttemptCount: boolean) {
    this.#includesAttemptCount = includesAttemptCount;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Appends routes to those the host has already, from an earlier VirtualService or server. */
  addRoutes(host: string, server: BoundServer, service: BoundVirtualService, routes: readonly Route[]): void {
    const entry = this.#entryOf(host, server, () => hostMetadata(host, service));
    if (service.semantics !== 'ingress' || !entry.services.has(service)) entry.routes.push(...routes);
    entry.services.add(service);
    if (server.server.tls?.httpsRedirect) entry.requiresTls = true;
  }

  /** Redirects every request for a host to https, whether or not anything is routed there. */
  requireTls(host: string, server: BoundServer): void {
    this.#entryOf(host, server, () => sourceMetadata(server.source, server.path)).requiresTls = true;
  }

  virtualHosts(): readonly VirtualHost[] {
    return [...this.#entries.values()].map(({ virtualHost, routes, requiresTls }) => ({
      ...virtualHost,
      routes,
      ...(requiresTls && { requireTls: 'ALL' as const }),
    }));
  }

  /** The servers through which any of these domains is reached. */
  serversOf(domains: readonly string[]): readonly BoundServer[] {
    return [...new Set(domains.flatMap((domain) => [...(this.#entries.get(domain)?.servers ?? [])]))];
  }

  #entryOf(host: string, bound: BoundServer, metadataOf: () => VirtualHost['metadata']): Entry {
    const domain = host.toLowerCase();
    const known = this.#entries.get(domain);
    known?.servers.add(bound);
    if (known !== undefined) return known;
    const metadata = metadataOf();
    const virtualHost = {
      name: virtualHostName(domain, bound.server.port.number),
      domains: [domain],
      ...(this.#includesAttemptCount && { includeRequestAttemptCount: true }),
      ...(metadata && { metadata }),
    };
    const services = new Set<BoundVirtualService>();
    const entry = { virtualHost, routes: [], services, servers: new Set([bound]), requiresTls: false };
    this.#entries.set(domain, entry);
    return entry;
  }
}

/** Where the host is written: in the VirtualService, or in the first Ingress that has it. */
function hostMetadata(host: string, { hosts, http, semantics, source }: BoundVirtualService): VirtualHost['metadata'] {
  const rule = http[0];
  if (semantics === 'ingress' && rule !== undefined) {
    return sourceMetadata(rule.source, rule.path.replace(/\.http\..*$/, '.host'));
  }
  const index = hosts.findIndex((one) => isSubsetOf(host, one));
  return sourceMetadata(source, index < 0 ? 'spec.hosts' : `spec.hosts[${index}]`);
}
