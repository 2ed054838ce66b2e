import type { Column } from '../../kind.ts';
import type { Deployment } from '../deployment.ts';
import { containerColumns, countColumn, selectorColumn } from '../workload/columns.ts';

export const deploymentColumns: readonly Column[] = [
  { header: 'READY', value: (object) => ready(object as Deployment) },
  countColumn('UP-TO-DATE', 'status', 'updatedReplicas'),
  countColumn('AVAILABLE', 'status', 'availableReplicas'),
  ...containerColumns('spec', 'template', 'spec'),
  selectorColumn('spec', 'selector'),
];

function ready({ spec, status }: Deployment): string {
  return `${status?.readyReplicas ?? 0}/${spec?.replicas ?? 1}`;
}
