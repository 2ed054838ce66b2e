import type { KubeObject } from '../../kinds/object.ts';
import type { Release } from '../chart.ts';

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
