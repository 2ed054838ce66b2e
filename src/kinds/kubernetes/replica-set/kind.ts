import { valueAt } from '../../column-values.ts';
import type { Kind } from '../../kind.ts';
import { containerColumns, countColumn, selectorColumn } from '../workload/columns.ts';

export const replicaSetKind: Kind = {
  group: 'apps',
  kind: 'ReplicaSet',
  plural: 'replicasets',
  singular: 'replicaset',
  shortNames: ['rs'],
  hyphenated: 'replica-set',
  namespaced: true,
  served: ['apps/v1', 'apps/v1beta2', 'extensions/v1beta1'],
  storageVersion: 'apps/v1',
  columns: [
    { header: 'DESIRED', value: (object) => String(valueAt(object, 'spec', 'replicas') ?? 1) },
    countColumn('CURRENT', 'status', 'replicas'),
    countColumn('READY', 'status', 'readyReplicas'),
    ...containerColumns('spec', 'template', 'spec'),
    selectorColumn('spec', 'selector'),
  ],
  load: async () => (await import('./module.ts')).replicaSetModule,
};
