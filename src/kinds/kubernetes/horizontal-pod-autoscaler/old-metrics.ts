// Metrics as autoscaling/v2beta1 has them, and as the annotation of autoscaling/v1 holds them
// (kubernetes/pkg/apis/autoscaling/v2beta1/conversion.go): targets without a type, metrics without a name of their own.
import type { LabelSelector } from '../deployment.ts';
import type { MetricIdentifier, MetricSpec, MetricTarget, ObjectReference } from '../horizontal-pod-autoscaler.ts';

interface OldResource {
  readonly name: string;
  readonly targetAverageUtilization?: number;
  readonly targetAverageValue?: string;
}

interface OldPods {
  readonly metricName: string;
  readonly targetAverageValue: string;
  readonly selector?: LabelSelector;
}

interface OldObject {
  readonly target: ObjectReference;
  readonly metricName: string;
  readonly targetValue?: string;
  readonly selector?: LabelSelector;
  readonly averageValue?: string;
}

interface OldExternal {
  readonly metricName: string;
  readonly metricSelector?: LabelSelector;
  readonly targetValue?: string;
  readonly targetAverageValue?: string;
}

export interface OldMetricSpec {
  readonly type: string;
  readonly resource?: OldResource;
  readonly containerResource?: OldResource & { readonly container: string };
  readonly pods?: OldPods;
  readonly object?: OldObject;
  readonly external?: OldExternal;
}

/** An object without the fields that are undefined. */
function given<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}

/** Returns the metric of autoscaling/v2. */
export function fromOldMetric({
  type,
  resource,
  containerResource,
  pods,
  object,
  external,
}: OldMetricSpec): MetricSpec {
  return given({
    type,
    resource: resource && { name: resource.name, target: resourceTarget(resource) },
    containerResource: containerResource && {
      name: containerResource.name,
      container: containerResource.container,
      target: resourceTarget(containerResource),
    },
    pods: pods && {
      metric: identifier(pods.metricName, pods.selector),
      target: { type: 'AverageValue', averageValue: pods.targetAverageValue },
    },
    object: object && {
      describedObject: object.target,
      metric: identifier(object.metricName, object.selector),
      target: valueTarget(object.averageValue === undefined, object.targetValue, object.averageValue),
    },
    external: external && {
      metric: identifier(external.metricName, external.metricSelector),
      target: valueTarget(external.targetValue !== undefined, external.targetValue, external.targetAverageValue),
    },
  }) as MetricSpec;
}

function identifier(name: string, selector: LabelSelector | undefined): MetricIdentifier {
  return given({ name, selector }) as MetricIdentifier;
}

function resourceTarget({ targetAverageUtilization, targetAverageValue }: OldResource): MetricTarget {
  const type = targetAverageUtilization === undefined ? 'AverageValue' : 'Utilization';
  return given({
    type,
    averageUtilization: targetAverageUtilization,
    averageValue: targetAverageValue,
  }) as MetricTarget;
}

function valueTarget(isTotal: boolean, value: string | undefined, averageValue: string | undefined): MetricTarget {
  return given({ type: isTotal ? 'Value' : 'AverageValue', value, averageValue }) as MetricTarget;
}

/** Returns a metric of autoscaling/v2 as v2beta1 has it. */
export function toOldMetric({ type, resource, containerResource, pods, object, external }: MetricSpec): OldMetricSpec {
  return given({
    type,
    resource: resource && oldResource(resource),
    containerResource: containerResource && {
      ...oldResource(containerResource),
      container: containerResource.container,
    },
    pods: pods && {
      ...given({ metricName: pods.metric.name, selector: pods.metric.selector }),
      targetAverageValue: pods.target.averageValue ?? '0',
    },
    object: object && {
      target: object.describedObject,
      targetValue: object.target.value ?? '0',
      ...given({
        metricName: object.metric.name,
        selector: object.metric.selector,
        averageValue: object.target.averageValue,
      }),
    },
    external:
      external &&
      given({
        metricName: external.metric.name,
        metricSelector: external.metric.selector,
        targetValue: external.target.value,
        targetAverageValue: external.target.averageValue,
      }),
  }) as OldMetricSpec;
}

function oldResource({ name, target }: NonNullable<MetricSpec['resource']>): OldResource {
  return given({
    name,
    targetAverageUtilization: target.averageUtilization,
    targetAverageValue: target.averageValue,
  }) as OldResource;
}
