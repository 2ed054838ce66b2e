import type { KubeObject } from '../../kinds/object.ts';
import type { Problem } from '../../kinds/problem.ts';
import type { Release } from '../chart.ts';
import { refusedValue } from '../values/check-values.ts';

interface Autoscaled {
  readonly name: string;
  readonly min: number | undefined;
  readonly max: number | undefined;
}

/** The HorizontalPodAutoscaler of a Deployment; none where the least number is 0 or not set. */
export function autoscaler({ name, min, max }: Autoscaled, { namespace }: Release): KubeObject[] {
  if (!min) return [];
  return [
    {
      apiVersion: 'autoscaling/v2beta1',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name, namespace },
      spec: {
        maxReplicas: max,
        minReplicas: min,
        scaleTargetRef: { apiVersion: 'apps/v1beta1', kind: 'Deployment', name },
        metrics: [{ type: 'Resource', resource: { name: 'cpu', targetAverageUtilization: 80 } }],
      },
    },
  ];
}

/** Where the least number is set, the largest has to be. */
export function checkAutoscaler(path: string, { min, max }: Omit<Autoscaled, 'name'>): readonly Problem[] {
  return min && !max ? [refusedValue(path, 'is required while autoscaleMin is set')] : [];
}
