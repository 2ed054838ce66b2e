import { valueAt } from '../../column-values.ts';
import type { Kind } from '../../kind.ts';
import { countColumn } from '../workload/columns.ts';

const notGiven = 'N/A';

export const podDisruptionBudgetKind: Kind = {
  group: 'policy',
  kind: 'PodDisruptionBudget',
  plural: 'poddisruptionbudgets',
  singular: 'poddisruptionbudget',
  shortNames: ['pdb'],
  hyphenated: 'pod-disruption-budget',
  namespaced: true,
  served: ['policy/v1', 'policy/v1beta1'],
  storageVersion: 'policy/v1',
  apartFromAll: true,
  columns: [
    { header: 'MIN AVAILABLE', value: (object) => String(valueAt(object, 'spec', 'minAvailable') ?? notGiven) },
    { header: 'MAX UNAVAILABLE', value: (object) => String(valueAt(object, 'spec', 'maxUnavailable') ?? notGiven) },
    countColumn('ALLOWED DISRUPTIONS', 'status', 'disruptionsAllowed'),
  ],
  load: async () => (await import('./module.ts')).podDisruptionBudgetModule,
};
