import { valueAt } from '../../column-values.ts';
import type { Kind } from '../../kind.ts';
import { labelsCell } from '../cell.ts';
import { containerColumns, countColumn, selectorColumn } from '../workload/columns.ts';

export const daemonSetKind: Kind = {
  group: 'apps',
  kind: 'DaemonSet',
  plural: 'daemonsets',
  singular: 'daemonset',
  shortNames: ['ds'],
  hyphenated: 'daemon-set',
  namespaced: true,
  served: ['apps/v1', 'apps/v1beta2', 'extensions/v1beta1'],
  storageVersion: 'apps/v1',
  columns: [
    countColumn('DESIRED', 'status', 'desiredNumberScheduled'),
    countColumn('CURRENT', 'status', 'currentNumberScheduled'),
    countColumn('READY', 'status', 'numberReady'),
    countColumn('UP-TO-DATE', 'status', 'updatedNumberScheduled'),
    countColumn('AVAILABLE', 'status', 'numberAvailable'),
    {
      header: 'NODE SELECTOR',
      value: (object) =>
        labelsCell(valueAt(object, 'spec', 'template', 'spec', 'nodeSelector') as Record<string, string> | undefined),
    },
    ...containerColumns('spec', 'template', 'spec'),
    selectorColumn('spec', 'selector'),
  ],
  load: async () => (await import('./module.ts')).daemonSetModule,
};
