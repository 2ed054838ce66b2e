import { valueAt } from '../../column-values.ts';
import type { Kind } from '../../kind.ts';
import { containerColumns } from '../workload/columns.ts';

export const statefulSetKind: Kind = {
  group: 'apps',
  kind: 'StatefulSet',
  plural: 'statefulsets',
  singular: 'statefulset',
  shortNames: ['sts'],
  hyphenated: 'stateful-set',
  namespaced: true,
  served: ['apps/v1', 'apps/v1beta2', 'apps/v1beta1'],
  storageVersion: 'apps/v1',
  columns: [
    {
      header: 'READY',
      value: (object) =>
        `${valueAt(object, 'status', 'readyReplicas') ?? 0}/${valueAt(object, 'spec', 'replicas') ?? 1}`,
    },
    ...containerColumns('spec', 'template', 'spec'),
  ],
  load: async () => (await import('./module.ts')).statefulSetModule,
};
