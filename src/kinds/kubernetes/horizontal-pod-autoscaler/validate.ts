// What the API server demands of HorizontalPodAutoscalers (kubernetes/pkg/apis/autoscaling/validation).
import { check, checkOneOf, invalidValue, requiredValue } from '../../field-problem.ts';
import { pathSegmentFault } from '../../metadata/names.ts';
import type { Problem } from '../../problem.ts';
import type { HorizontalPodAutoscaler, ObjectReference, ScalingRules } from '../horizontal-pod-autoscaler.ts';
import { metricProblems } from './validate-metric.ts';

const longestPeriodSeconds = 1800;
const longestWindowSeconds = 3600;

export function validateAutoscaler({ spec }: HorizontalPodAutoscaler): readonly Problem[] {
  if (spec === undefined) return [requiredValue('spec')];
  const { minReplicas = 1, maxReplicas, metrics = [], behavior = {} } = spec;
  return [
    ...positiveProblems('spec.minReplicas', minReplicas, 'must be greater than or equal to 1'),
    ...positiveProblems('spec.maxReplicas', maxReplicas),
    ...(maxReplicas < minReplicas
      ? [invalidValue('spec.maxReplicas', maxReplicas, 'must be greater than or equal to `minReplicas`')]
      : []),
    ...referenceProblems(spec.scaleTargetRef, 'spec.scaleTargetRef'),
    ...metrics.flatMap((metric, index) => metricProblems(metric, `spec.metrics[${index}]`)),
    ...rulesProblems(behavior.scaleUp, 'spec.behavior.scaleUp'),
    ...rulesProblems(behavior.scaleDown, 'spec.behavior.scaleDown'),
  ];
}

function positiveProblems(path: string, value: number, fault = 'must be greater than 0'): readonly Problem[] {
  return value < 1 ? [invalidValue(path, value, fault)] : [];
}

function referenceProblems({ kind, name }: ObjectReference, path: string): readonly Problem[] {
  return [
    ...(kind === '' ? [requiredValue(`${path}.kind`)] : check(`${path}.kind`, kind, pathSegmentFault)),
    ...(name === '' ? [requiredValue(`${path}.name`)] : check(`${path}.name`, name, pathSegmentFault)),
  ];
}

function rulesProblems(rules: ScalingRules | undefined, path: string): readonly Problem[] {
  if (rules === undefined) return [];
  const { stabilizationWindowSeconds: window = 0, selectPolicy, policies = [] } = rules;
  return [
    ...(window < 0 || window > longestWindowSeconds
      ? [
          invalidValue(
            `${path}.stabilizationWindowSeconds`,
            window,
            `must be between 0 and ${longestWindowSeconds}, inclusive`,
          ),
        ]
      : []),
    ...checkOneOf(`${path}.selectPolicy`, selectPolicy, ['Disabled', 'Max', 'Min']),
    ...(policies.length === 0 ? [requiredValue(`${path}.policies`, 'must specify at least one Policy')] : []),
    ...policies.flatMap(({ type, value, periodSeconds }, index) => [
      ...checkOneOf(`${path}.policies[${index}].type`, type, ['Percent', 'Pods']),
      ...positiveProblems(`${path}.policies[${index}].value`, value, 'must be greater than zero'),
      ...positiveProblems(`${path}.policies[${index}].periodSeconds`, periodSeconds, 'must be greater than zero'),
      ...(periodSeconds > longestPeriodSeconds
        ? [
            invalidValue(
              `${path}.policies[${index}].periodSeconds`,
              periodSeconds,
              `must be less than or equal to ${longestPeriodSeconds}`,
            ),
          ]
        : []),
    ]),
  ];
}
