import type { KubeObject } from '../../kinds/object.ts';
import { type GatewayIdentity, type GatewayValues, hasKeys } from './gateway-identity.ts';

export function gatewayAutoscaler({ kind, autoscaling }: GatewayValues, gateway: GatewayIdentity): KubeObject[] {
  if (autoscaling.enabled === false || kind !== 'Deployment') return [];
  const { name, namespace, labels, annotations } = gateway;
  const { minReplicas, maxReplicas, autoscaleBehavior: behavior } = autoscaling;
  const metrics = [
    ...utilization('cpu', autoscaling.targetCPUUtilizationPercentage),
    ...utilization('memory', autoscaling.targetMemoryUtilizationPercentage),
  ];
  return [
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name, namespace, labels, ...annotations },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind, name },
        ...(minReplicas !== undefined && { minReplicas }),
        maxReplicas,
        ...(metrics.length > 0 && { metrics }),
        ...(hasKeys(behavior) && { behavior }),
      },
    },
  ];
}

/** An empty map is how the chart writes that nothing is aimed at. */
function utilization(name: string, averageUtilization: unknown): unknown[] {
  if (typeof averageUtilization !== 'number' || averageUtilization === 0) return [];
  return [{ type: 'Resource', resource: { name, target: { averageUtilization, type: 'Utilization' } } }];
}

/** None for a single pod: its node could never be drained (github.com/kubernetes/kubernetes/issues/93476). */
export function gatewayDisruptionBudget(values: GatewayValues, gateway: GatewayIdentity): KubeObject[] {
  const { podDisruptionBudget, autoscaling, replicaCount = 0 } = values;
  const least = autoscaling.enabled === false ? replicaCount : (autoscaling.minReplicas ?? 0);
  if (!hasKeys(podDisruptionBudget) || least <= 1) return [];
  const { name, namespace, labels, selector } = gateway;
  return [
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name, namespace, labels },
      spec: { selector: { matchLabels: selector }, ...podDisruptionBudget },
    },
  ];
}
