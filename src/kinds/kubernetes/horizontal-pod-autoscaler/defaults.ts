// What the API server fills in (kubernetes/pkg/apis/autoscaling/v2, SetDefaults_HorizontalPodAutoscaler).
import type {
  HorizontalPodAutoscaler,
  MetricSpec,
  ScalingBehavior,
  ScalingRules,
} from '../horizontal-pod-autoscaler.ts';

const defaultMetrics: readonly MetricSpec[] = [
  { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
];

const scaleUpDefaults: ScalingRules = {
  stabilizationWindowSeconds: 0,
  selectPolicy: 'Max',
  policies: [
    { type: 'Pods', value: 4, periodSeconds: 15 },
    { type: 'Percent', value: 100, periodSeconds: 15 },
  ],
};

const scaleDownDefaults: ScalingRules = {
  selectPolicy: 'Max',
  policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
};

export function defaultAutoscaler(autoscaler: HorizontalPodAutoscaler): HorizontalPodAutoscaler {
  const { spec } = autoscaler;
  if (spec === undefined) return autoscaler;
  const { metrics = [], behavior } = spec;
  return {
    ...autoscaler,
    spec: {
      minReplicas: 1,
      ...spec,
      metrics: metrics.length === 0 ? defaultMetrics : metrics,
      ...(behavior === undefined ? {} : { behavior: defaultBehavior(behavior) }),
    },
  };
}

function defaultBehavior({ scaleUp, scaleDown }: ScalingBehavior): ScalingBehavior {
  return { scaleUp: { ...scaleUpDefaults, ...scaleUp }, scaleDown: { ...scaleDownDefaults, ...scaleDown } };
}
