// The API versions before autoscaling/v2 as views of it (kubernetes/pkg/apis/autoscaling/v1 and v2beta1, conversion.go).
// A status is not carried over: controllers write it, and there is none here.
import { checkSchema } from '../../check/check-schema.ts';
import { withApiVersion } from '../../istio-versions.ts';
import type { KubeObject, ObjectMeta } from '../../object.ts';
import { list } from '../../schema.ts';
import type { HorizontalPodAutoscaler, MetricSpec } from '../horizontal-pod-autoscaler.ts';
import { behaviorAnnotation, behaviorText, readBehavior } from './behavior-annotation.ts';
import { fromOldMetric, type OldMetricSpec, toOldMetric } from './old-metrics.ts';
import { parsedJson } from './parsed-json.ts';
import { betaMetricSchema } from './schema-beta.ts';

const storageVersion = 'autoscaling/v2';
const firstVersion = 'autoscaling/v1';
const betaVersion = 'autoscaling/v2beta1';
const metricsAnnotation = 'autoscaling.alpha.kubernetes.io/metrics';

/** All annotations by which older versions carry what they have no field for. */
const carrierAnnotations = [
  metricsAnnotation,
  behaviorAnnotation,
  'autoscaling.alpha.kubernetes.io/current-metrics',
  'autoscaling.alpha.kubernetes.io/conditions',
];

type Spec = NonNullable<HorizontalPodAutoscaler['spec']>;
type OldSpec = Omit<Spec, 'metrics' | 'behavior'> & {
  readonly targetCPUUtilizationPercentage?: number;
  readonly metrics?: readonly OldMetricSpec[];
};

export function toStorage(object: KubeObject, apiVersion: string): KubeObject {
  const view = withApiVersion(object, storageVersion);
  if (apiVersion !== firstVersion && apiVersion !== betaVersion) return view;
  const { status: _status, spec, ...rest } = view;
  const annotations = view.metadata.annotations ?? {};
  return {
    ...rest,
    metadata: withAnnotations(view.metadata, without(annotations, carrierAnnotations)),
    ...(spec === undefined ? {} : { spec: specFromOld(spec as OldSpec, annotations) }),
  } as KubeObject;
}

function specFromOld(spec: OldSpec, annotations: Readonly<Record<string, string>>): Spec {
  const { targetCPUUtilizationPercentage, metrics: written = [], ...kept } = spec;
  const cpu = targetCPUUtilizationPercentage === undefined ? [] : [cpuMetric(targetCPUUtilizationPercentage)];
  const metrics = [...annotatedMetrics(annotations[metricsAnnotation]), ...written.map(fromOldMetric), ...cpu];
  const behavior = readBehavior(annotations[behaviorAnnotation] ?? '');
  return { ...kept, ...(metrics.length === 0 ? {} : { metrics }), ...(behavior === undefined ? {} : { behavior }) };
}

function cpuMetric(averageUtilization: number): MetricSpec {
  return { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } } };
}

/** What fits; an annotation that cannot be read is ignored by the API server, too. */
function annotatedMetrics(text = ''): readonly MetricSpec[] {
  const { value, problems } = checkSchema(parsedJson(text), list(betaMetricSchema));
  return problems.length > 0 ? [] : (value as readonly OldMetricSpec[]).map(fromOldMetric);
}

export function fromStorage(autoscaler: HorizontalPodAutoscaler, apiVersion: string): KubeObject {
  const view = withApiVersion(autoscaler, apiVersion);
  if (apiVersion !== firstVersion && apiVersion !== betaVersion) return view;
  const { status: _status, spec, ...rest } = view as HorizontalPodAutoscaler;
  if (spec === undefined) return view;
  const { metrics = [], behavior, ...kept } = spec;
  const carried: Readonly<Record<string, string>> =
    behavior === undefined ? {} : { [behaviorAnnotation]: behaviorText(behavior) };
  return apiVersion === firstVersion
    ? firstView(rest as KubeObject, kept, metrics, carried)
    : ({
        ...rest,
        metadata: withAnnotations(rest.metadata, { ...rest.metadata.annotations, ...carried }),
        spec: { ...kept, metrics: metrics.map(toOldMetric) },
      } as KubeObject);
}

/** v1 knows the utilization of the CPU, and nothing else. */
function firstView(
  rest: KubeObject,
  spec: Omit<Spec, 'metrics' | 'behavior'>,
  metrics: readonly MetricSpec[],
  carried: Readonly<Record<string, string>>,
): KubeObject {
  const others = metrics.filter((metric) => cpuUtilization(metric) === undefined).map(toOldMetric);
  const percentage = metrics.map(cpuUtilization).find((value) => value !== undefined);
  const annotations = {
    ...rest.metadata.annotations,
    ...carried,
    ...(others.length === 0 ? {} : { [metricsAnnotation]: JSON.stringify(others) }),
  };
  return {
    ...rest,
    metadata: withAnnotations(rest.metadata, annotations),
    spec: { ...spec, ...(percentage === undefined ? {} : { targetCPUUtilizationPercentage: percentage }) },
  };
}

function cpuUtilization({ type, resource }: MetricSpec): number | undefined {
  return type === 'Resource' && resource?.name === 'cpu' ? resource.target.averageUtilization : undefined;
}

function without(record: Readonly<Record<string, string>>, keys: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}

function withAnnotations(metadata: ObjectMeta, annotations: Readonly<Record<string, string>>): ObjectMeta {
  const { annotations: _annotations, ...rest } = metadata;
  return Object.keys(annotations).length === 0 ? rest : { ...rest, annotations };
}
