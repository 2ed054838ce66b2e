// Findings about VirtualServices that name a Gateway nobody has, or whose hosts none of its servers has.
import type { FindingList } from '../finding-list.ts';
import type { ServedGateway } from '../gateway/gateway-server.ts';
import { ServerHosts, sanitizeHosts } from '../gateway/server-hosts.ts';
import type { BoundVirtualService } from './bound-virtual-service.ts';

export function checkGatewayNames(
  virtualServices: readonly BoundVirtualService[],
  gateways: readonly ServedGateway[],
  findings: FindingList,
): void {
  const hosts = new Map(gateways.map((gateway) => [nameOf(gateway), hostsOf(gateway)]));
  for (const service of virtualServices) {
    if (service.semantics === 'ingress') continue;
    for (const gateway of service.gateways) checkGateway(service, gateway, hosts.get(gateway), findings);
  }
}

function checkGateway(
  service: BoundVirtualService,
  gateway: string,
  hosts: ServerHosts | undefined,
  findings: FindingList,
): void {
  if (hosts === undefined) {
    findings.report('IST0101', `there is no Gateway ${gateway}`, service.source, 'spec.gateways');
    return;
  }
  const offered = hosts.forNamespace(service.metadata.namespace ?? '');
  for (const [index, host] of service.hosts.entries()) {
    if (offered.overlaps(host)) continue;
    const message = `no server of Gateway ${gateway} has host ${host}, so nothing is routed for it there`;
    findings.report('IST0132', message, service.source, `spec.hosts[${index}]`);
  }
}

function nameOf({ metadata }: ServedGateway): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}

function hostsOf({ metadata, servers }: ServedGateway): ServerHosts {
  return new ServerHosts(servers.flatMap(({ server }) => sanitizeHosts(server.hosts, metadata.namespace ?? '')));
}
