import type { VirtualService } from '../../kinds/virtual-service/virtual-service.ts';
import { refOf } from '../../translate/finding-list.ts';
import { resolveHost } from '../../translate/short-name.ts';
import type { Analyzer } from '../analyzer.ts';

/**
 * A route at a gateway goes to the whole Service, though a VirtualService for the mesh splits it by subsets: that one is
 * not asked a second time (Istio's DestinationHostAnalyzer).
 */
export const subsetsWithoutEffect: Analyzer = {
  name: 'virtual-service/ingress-without-subset',
  codes: ['IST0140'],
  description: 'a route at a gateway does not leave out the subsets that the mesh has for its destination',
  analyze({ snapshot }, findings) {
    const splits = meshSplits(snapshot.virtualServices);
    for (const service of snapshot.virtualServices.filter(isForGateway)) {
      for (const { host, subset, path } of destinations(service)) {
        const split = subset === '' ? splits.get(host) : undefined;
        if (split === undefined || split === service) continue;
        const { namespace, name } = refOf(split);
        const message = `the route takes all of ${host}; the subsets of VirtualService ${namespace}/${name} are for the mesh and have no effect here; name the subset in the destination`;
        findings.report('IST0140', message, refOf(service), path);
      }
    }
  },
};

/** Host -> the first VirtualService for the mesh alone that routes to a subset of it. */
function meshSplits(services: readonly VirtualService[]): ReadonlyMap<string, VirtualService> {
  const splits = new Map<string, VirtualService>();
  for (const service of services) {
    if (isForGateway(service)) continue;
    for (const { host, subset } of destinations(service)) {
      if (subset !== '' && !splits.has(host)) splits.set(host, service);
    }
  }
  return splits;
}

function isForGateway({ spec }: VirtualService): boolean {
  return (spec?.gateways ?? []).some((gateway) => gateway !== 'mesh');
}

function destinations({ spec, metadata }: VirtualService): readonly { host: string; subset: string; path: string }[] {
  return (spec?.http ?? []).flatMap(({ route = [] }, rule) =>
    route.map(({ destination: { host, subset = '' } }, index) => ({
      host: resolveHost(host, metadata.namespace ?? ''),
      subset,
      path: `spec.http[${rule}].route[${index}].destination`,
    })),
  );
}
