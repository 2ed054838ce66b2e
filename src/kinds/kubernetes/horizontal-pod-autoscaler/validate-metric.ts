// One metric with its target (kubernetes/pkg/apis/autoscaling/validation, validateMetricSpec).
import { checkOneOf, forbiddenValue, invalidValue, requiredValue, unsupportedValue } from '../../field-problem.ts';
import type { Problem } from '../../problem.ts';
import type { MetricSpec, MetricTarget } from '../horizontal-pod-autoscaler.ts';

/** The field of each type, and which values its target may have. */
const sources = {
  ContainerResource: { field: 'containerResource', target: ['averageUtilization', 'averageValue'] },
  External: { field: 'external', target: ['value', 'averageValue'] },
  Object: { field: 'object', target: ['value', 'averageValue'] },
  Pods: { field: 'pods', target: ['averageValue'] },
  Resource: { field: 'resource', target: ['averageUtilization', 'averageValue'] },
} as const;

type TargetField = 'value' | 'averageValue' | 'averageUtilization';

export function metricProblems(metric: MetricSpec, path: string): readonly Problem[] {
  const types = Object.keys(sources);
  if (metric.type === '') return [requiredValue(`${path}.type`, 'must specify a metric source type')];
  if (!types.includes(metric.type)) return [unsupportedValue(`${path}.type`, metric.type, types)];
  const { field, target } = sources[metric.type as keyof typeof sources];
  const source = metric[field];
  if (source === undefined) {
    return [requiredValue(`${path}.${field}`, 'must populate information for the given metric source')];
  }
  const others = Object.values(sources).filter((other) => other.field !== field && metric[other.field] !== undefined);
  return [
    ...others.map((other) => forbiddenValue(`${path}.${other.field}`, 'must populate the given metric source only')),
    ...nameProblems(source, `${path}.${field}`),
    ...targetProblems(source.target, target, `${path}.${field}.target`),
  ];
}

function nameProblems(source: object, path: string): readonly Problem[] {
  const { name, metric, container } = source as {
    readonly name?: string;
    readonly metric?: { readonly name: string };
    readonly container?: string;
  };
  return [
    ...(name === '' ? [requiredValue(`${path}.name`, 'must specify a resource name')] : []),
    ...(container === '' ? [requiredValue(`${path}.container`, 'must specify a container')] : []),
    ...(metric?.name === '' ? [requiredValue(`${path}.metric.name`)] : []),
  ];
}

function targetProblems(target: MetricTarget, allowed: readonly TargetField[], path: string): readonly Problem[] {
  const set = allowed.filter((field) => target[field] !== undefined);
  return [
    ...checkOneOf(`${path}.type`, target.type, ['AverageValue', 'Utilization', 'Value']),
    ...(set.length === 0 ? [requiredValue(`${path}.${allowed[0]}`, `must set ${allowed.join(' or ')}`)] : []),
    ...(set.length > 1 ? [forbiddenValue(`${path}.${set[1]}`, `may not set both ${set.join(' and ')}`)] : []),
    ...set.flatMap((field) => positiveProblems(target[field], `${path}.${field}`)),
  ];
}

/** Quantities are text; what is at or below zero begins with a minus or has no digit but 0. */
function positiveProblems(value: string | number | undefined, path: string): readonly Problem[] {
  const text = String(value);
  const isPositive = !text.startsWith('-') && /[1-9]/.test(text.replace(/[eE].*$/, ''));
  return isPositive ? [] : [invalidValue(path, value, 'must be positive')];
}
