import { columnText, valueAt } from '../column-values.ts';
import { networkingGroup, networkingVersions } from '../istio-versions.ts';
import type { Kind } from '../kind.ts';

export const serviceEntryKind: Kind = {
  group: networkingGroup,
  kind: 'ServiceEntry',
  plural: 'serviceentries',
  singular: 'serviceentry',
  shortNames: ['se'],
  hyphenated: 'service-entry',
  namespaced: true,
  served: networkingVersions,
  storageVersion: 'networking.istio.io/v1',
  columns: [
    { header: 'HOSTS', value: (object) => columnText(valueAt(object, 'spec', 'hosts')) },
    { header: 'LOCATION', value: (object) => columnText(valueAt(object, 'spec', 'location')) },
    { header: 'RESOLUTION', value: (object) => columnText(valueAt(object, 'spec', 'resolution')) },
  ],
  load: async () => (await import('./module.ts')).serviceEntryModule,
};
