import { columnText, valueAt } from '../column-values.ts';
import { networkingGroup, networkingVersions } from '../istio-versions.ts';
import type { Kind } from '../kind.ts';

export const virtualServiceKind: Kind = {
  group: networkingGroup,
  kind: 'VirtualService',
  plural: 'virtualservices',
  singular: 'virtualservice',
  shortNames: ['vs'],
  hyphenated: 'virtual-service',
  namespaced: true,
  served: networkingVersions,
  storageVersion: 'networking.istio.io/v1',
  columns: [
    { header: 'GATEWAYS', value: (object) => columnText(valueAt(object, 'spec', 'gateways')) },
    { header: 'HOSTS', value: (object) => columnText(valueAt(object, 'spec', 'hosts')) },
  ],
  load: async () => (await import('./module.ts')).virtualServiceModule,
};
