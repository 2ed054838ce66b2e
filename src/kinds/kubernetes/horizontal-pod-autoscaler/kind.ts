import type { Kind } from '../../kind.ts';
import type { HorizontalPodAutoscaler } from '../horizontal-pod-autoscaler.ts';
import { countColumn } from '../workload/columns.ts';
import { targetsCell } from './targets-cell.ts';

export const horizontalPodAutoscalerKind: Kind = {
  group: 'autoscaling',
  kind: 'HorizontalPodAutoscaler',
  plural: 'horizontalpodautoscalers',
  singular: 'horizontalpodautoscaler',
  shortNames: ['hpa'],
  hyphenated: 'horizontal-pod-autoscaler',
  namespaced: true,
  served: ['autoscaling/v2', 'autoscaling/v1', 'autoscaling/v2beta2', 'autoscaling/v2beta1'],
  storageVersion: 'autoscaling/v2',
  columns: [
    { header: 'REFERENCE', value: (object) => reference(object as HorizontalPodAutoscaler) },
    { header: 'TARGETS', value: (object) => targetsCell((object as HorizontalPodAutoscaler).spec?.metrics ?? []) },
    {
      header: 'MINPODS',
      value: (object) => String((object as HorizontalPodAutoscaler).spec?.minReplicas ?? '<unset>'),
    },
    { header: 'MAXPODS', value: (object) => String((object as HorizontalPodAutoscaler).spec?.maxReplicas ?? 0) },
    countColumn('REPLICAS', 'status', 'currentReplicas'),
  ],
  load: async () => (await import('./module.ts')).horizontalPodAutoscalerModule,
};

function reference({ spec }: HorizontalPodAutoscaler): string {
  return spec === undefined ? '' : `${spec.scaleTargetRef.kind}/${spec.scaleTargetRef.name}`;
}
