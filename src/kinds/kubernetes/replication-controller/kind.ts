import { valueAt } from '../../column-values.ts';
import type { Kind } from '../../kind.ts';
import { labelsCell } from '../cell.ts';
import { containerColumns, countColumn } from '../workload/columns.ts';

export const replicationControllerKind: Kind = {
  group: '',
  kind: 'ReplicationController',
  plural: 'replicationcontrollers',
  singular: 'replicationcontroller',
  shortNames: ['rc'],
  hyphenated: 'replication-controller',
  namespaced: true,
  served: ['v1'],
  storageVersion: 'v1',
  columns: [
    { header: 'DESIRED', value: (object) => String(valueAt(object, 'spec', 'replicas') ?? 1) },
    countColumn('CURRENT', 'status', 'replicas'),
    countColumn('READY', 'status', 'readyReplicas'),
    ...containerColumns('spec', 'template', 'spec'),
    {
      header: 'SELECTOR',
      value: (object) => labelsCell(valueAt(object, 'spec', 'selector') as Record<string, string> | undefined),
      wide: true,
    },
  ],
  load: async () => (await import('./module.ts')).replicationControllerModule,
};
