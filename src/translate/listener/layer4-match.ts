import type { TcpRoute, TlsRoute } from '../../kinds/virtual-service/virtual-service.ts';
import type { BoundServer } from '../gateway/gateway-server.ts';
import type { BoundVirtualService } from '../virtual-service/bound-virtual-service.ts';

type Layer4Match = NonNullable<TcpRoute['match']>[number] | TlsRoute['match'][number];

/** Whether a match is for this server; only port and gateways count at a gateway. */
export function matchesServer({ port, gateways = [] }: Layer4Match, { server, gateway }: BoundServer): boolean {
  if (port && port !== server.port.number) return false;
  return gateways.length === 0 || gateways.includes(gateway);
}

/** Whether a host of the VirtualService may be one of the server's; without HTTP no more can be said. */
export function sharesHost(service: BoundVirtualService, server: BoundServer): boolean {
  const hosts = server.boundHosts.forNamespace(service.metadata.namespace ?? '');
  return service.hosts.some((host) => hosts.overlaps(host));
}
