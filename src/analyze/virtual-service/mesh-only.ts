import { refOf } from '../../translate/finding-list.ts';
import type { Analyzer } from '../analyzer.ts';

/** Without gateways a VirtualService is for sidecars, and there are none here. */
export const meshOnlyVirtualServices: Analyzer = {
  name: 'virtual-service/mesh-only',
  codes: ['ICTL0073'],
  description: 'a VirtualService with hosts is bound to a Gateway',
  analyze({ snapshot }, findings) {
    for (const service of snapshot.virtualServices) {
      const { hosts = [], gateways = [] } = service.spec ?? {};
      if (hosts.length === 0 || gateways.some((gateway) => gateway !== 'mesh')) continue;
      const message =
        'it is for the sidecars of a mesh only, so nothing of it applies at the gateway; name a Gateway in spec.gateways';
      findings.report('ICTL0073', message, refOf(service), gateways.length === 0 ? 'spec' : 'spec.gateways');
    }
  },
};
