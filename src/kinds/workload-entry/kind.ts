import { columnText, valueAt } from '../column-values.ts';
import { networkingGroup, networkingVersions } from '../istio-versions.ts';
import type { Kind } from '../kind.ts';

export const workloadEntryKind: Kind = {
  group: networkingGroup,
  kind: 'WorkloadEntry',
  plural: 'workloadentries',
  singular: 'workloadentry',
  shortNames: ['we'],
  hyphenated: 'workload-entry',
  namespaced: true,
  served: networkingVersions,
  storageVersion: 'networking.istio.io/v1',
  columns: [{ header: 'ADDRESS', value: (object) => columnText(valueAt(object, 'spec', 'address')) }],
  load: async () => (await import('./module.ts')).workloadEntryModule,
};
