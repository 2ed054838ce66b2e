// Which VirtualServices a gateway has, in the order their routes take (Istio's VirtualServicesForGateway).
import type { GatewayProxy } from '../../snapshot/proxy.ts';
import { isPublic, isVisibleTo } from '../visibility.ts';
import type { BoundVirtualService } from './bound-virtual-service.ts';

/** `<namespace>/<name>` of a Gateway -> its VirtualServices. */
export type VirtualServiceIndex = ReadonlyMap<string, readonly BoundVirtualService[]>;

/**
 * Indexes by gateway what the proxy's namespace may see: first the private ones of that namespace, then those exported
 * to it, then the public ones; each sort stays in the order given.
 */
export function indexVirtualServices(
  services: readonly BoundVirtualService[],
  proxy: GatewayProxy,
): VirtualServiceIndex {
  const ranks: BoundVirtualService[][] = [[], [], []];
  for (const service of services) {
    const { metadata, visibility } = service;
    if (!isVisibleTo(visibility, proxy.namespace)) continue;
    const rank = isPublic(visibility) ? 2 : metadata.namespace === proxy.namespace ? 0 : 1;
    ranks[rank]?.push(service);
  }
  return byGateway(ranks.flat());
}

function byGateway(services: readonly BoundVirtualService[]): VirtualServiceIndex {
  const index = new Map<string, BoundVirtualService[]>();
  for (const service of services) {
    for (const gateway of new Set(service.gateways)) {
      const list = index.get(gateway);
      if (list === undefined) index.set(gateway, [service]);
      else list.push(service);
    }
  }
  return index;
}
