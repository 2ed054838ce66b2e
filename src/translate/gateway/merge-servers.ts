// Merges the servers of all Gateways port by port, as Istio does (model/gateway.go mergeGateways): one that conflicts
// with an earlier one is left out, for two chains with one match would make Envoy refuse the whole listener.
import type { FindingList } from '../finding-list.ts';
import { isHttp } from '../protocol.ts';
import type { BoundServer, MergedServers, ServerGroup } from './gateway-server.ts';
import { isHttpServer, isTlsServer } from './server-protocol.ts';

interface Group extends Omit<ServerGroup, 'servers'> {
  readonly servers: BoundServer[];
}

export function mergeServers(servers: readonly BoundServer[], findings: FindingList): MergedServers {
  const merge = new ServerMerge();
  for (const server of servers) {
    const conflict = merge.add(server);
    if (conflict === undefined) continue;
    const message = `the server is left out: ${conflict}`;
    findings.report('ICTL0020', message, server.source, server.path);
  }
  return merge.result();
}

class ServerMerge {
  readonly #groups: Group[] = [];
  readonly #byRouteConfiguration = new Map<string, BoundServer[]>();
  /** Bound port -> host -> bind, of servers with TLS settings. */
  readonly #tlsHosts = new Map<number, Map<string, string>>();
  /** Bound port -> the plain text group that was there first. */
  readonly #plaintext = new Map<number, Group>();
  /** Bound port -> binds that a later server added to a port held by TLS. */
  readonly #tlsBinds = new Map<number, Set<string>>();
  readonly #ports = new Set<number>();

  /** Adds a server; answers with the reason where it has to be left out. */
  add(server: BoundServer): string | undefined {
    if (server.server.tls !== undefined) {
      const duplicates = this.#claimTlsHosts(server);
      if (duplicates.length > 0) return `an earlier server of port ${server.port} has host ${duplicates.join(', ')}`;
    }
    if (!this.#ports.has(server.port)) return this.#openPort(server);
    const plaintext = this.#plaintext.get(server.port);
    return plaintext === undefined ? this.#addToTls(server) : this.#addToPlaintext(server, plaintext);
  }

  result(): MergedServers {
    return { groups: this.#groups, byRouteConfiguration: this.#byRouteConfiguration };
  }

  /** Registers the hosts unless one is taken; names are compared as written, namespace and all. */
  #claimTlsHosts({ port, bind, hosts }: BoundServer): readonly string[] {
    const taken = this.#tlsHosts.get(port) ?? new Map<string, string>();
    this.#tlsHosts.set(port, taken);
    const duplicates = hosts.filter((host) => taken.get(host) === bind);
    if (duplicates.length === 0) for (const host of hosts) taken.set(host, bind);
    return duplicates;
  }

  #openPort(server: BoundServer): undefined {
    this.#ports.add(server.port);
    const group = this.#addGroup(server);
    if (!isTlsServer(server.server)) this.#plaintext.set(server.port, group);
    if (isHttpServer(server.server)) this.#addRoutes(server.routeConfiguration, server);
  }

  #addToPlaintext(server: BoundServer, first: Group): string | undefined {
    if (first.bind !== server.bind) {
      this.#addToGroup(server);
    } else {
      if (!isHttp(server.protocol) || !isHttp(first.protocol)) {
        return `port ${server.port} is taken by a server of protocol ${first.protocol}`;
      }
      first.servers.push(server);
    }
    this.#addRoutes(server.routeConfiguration, server);
    return undefined;
  }

  #addToTls(server: BoundServer): string | undefined {
    if (isHttpServer(server.server)) {
      if (this.#byRouteConfiguration.has(server.routeConfiguration)) {
        return `an earlier server of the Gateway has the port name ${server.server.port.name}`;
      }
      this.#addRoutes(server.routeConfiguration, server);
    }
    const binds = this.#tlsBinds.get(server.port) ?? new Set<string>();
    const isNewBind = !binds.has(server.bind);
    this.#tlsBinds.set(server.port, binds.add(server.bind));
    if (server.server.tls === undefined && !isNewBind) return `port ${server.port} is taken by servers with TLS`;
    this.#addToGroup(server);
    return undefined;
  }

  /** Joins the group of the same port, protocol as written, and bind. */
  #addToGroup(server: BoundServer): void {
    const group = this.#groups.find(
      ({ port, bind, servers }) =>
        port === server.port &&
        bind === server.bind &&
        servers[0]?.server.port.protocol === server.server.port.protocol,
    );
    if (group === undefined) this.#addGroup(server);
    else group.servers.push(server);
  }

  #addGroup(server: BoundServer): Group {
    const { bind, port, protocol, routeConfiguration } = server;
    const group: Group = { bind, port, protocol, routeConfiguration, servers: [server] };
    this.#groups.push(group);
    return group;
  }

  #addRoutes(name: string, server: BoundServer): void {
    if (name === '') return;
    const servers = this.#byRouteConfiguration.get(name);
    if (servers === undefined) this.#byRouteConfiguration.set(name, [server]);
    else servers.push(server);
  }
}
