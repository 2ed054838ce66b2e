import type { ResourceRef } from '../../lib/finding.ts';
import { groupBy } from '../../snapshot/group-by.ts';
import type { BoundServer } from '../../translate/gateway/gateway-server.ts';
import { isHttp } from '../../translate/protocol.ts';
import type { Analyzer } from '../analyzer.ts';

/**
 * Two Gateways with a host of the same name on a port (Istio's ConflictingGatewayAnalyzer). Plain HTTP servers are
 * merged: each serves the VirtualServices of both, which makes it a warning here. Of two TLS servers translation has
 * left one out and said so; a wildcard beside a name in it is no conflict, for the name is chosen first.
 */
export const conflictingGateways: Analyzer = {
  name: 'gateway/conflicting-hosts',
  codes: ['IST0145'],
  description: 'plain HTTP servers of different Gateways should not have a host in common on a port',
  analyze({ servers, known }, findings) {
    const leftOut = new Set(
      known.filter(({ code }) => code === 'ICTL0020').map((one) => fieldKey(one.resource, one.path)),
    );
    const plain = servers.filter(
      ({ protocol, source, path }) => isHttp(protocol) && !leftOut.has(fieldKey(source, path)),
    );
    for (const [, group] of groupBy(plain, ({ bind, port }) => `${bind} ${port}`)) {
      for (const { server, other, hosts } of conflicts(group)) {
        const port = server.server.port.number;
        const message = `Gateway ${other} has host ${hosts.join(', ')} on port ${port}, too, so both serve the VirtualServices of either; give each host to one Gateway`;
        findings.report('IST0145', message, server.source, `${server.path}.hosts`);
      }
    }
  },
};

interface Conflict {
  readonly server: BoundServer;
  /** The older Gateway, `<namespace>/<name>`. */
  readonly other: string;
  readonly hosts: readonly string[];
}

/** For each server the hosts that an older Gateway has already. */
function conflicts(servers: readonly BoundServer[]): readonly Conflict[] {
  const owners = new Map<string, string>();
  return servers.flatMap((server) => {
    const taken = new Map<string, string[]>();
    for (const host of server.hosts) {
      const owner = ownerOf(host, owners);
      if (owner === undefined) owners.set(host, server.gateway);
      else if (owner !== server.gateway) taken.set(owner, [...(taken.get(owner) ?? []), host]);
    }
    return [...taken].map(([other, hosts]) => ({ server, other, hosts }));
  });
}

/** A host that names a namespace also meets the same host of all namespaces. */
function ownerOf(host: string, owners: ReadonlyMap<string, string>): string | undefined {
  return owners.get(host) ?? owners.get(host.slice(host.indexOf('/') + 1));
}

function fieldKey(resource: ResourceRef | undefined, path: string | undefined): string {
  return `${resource?.kind} ${resource?.namespace}/${resource?.name} ${path ?? ''}`;
}
