// autoscaling/v2beta1: the metrics have other fields than in v2, and there is no behavior.
import { type CompactTypes, expandKind, expandType } from '../compact-schema.ts';
import { horizontalPodAutoscalerTypes } from '../generated/horizontal-pod-autoscaler.ts';

const betaTypes: CompactTypes = {
  ...horizontalPodAutoscalerTypes,
  HorizontalPodAutoscaler: {
    spec: ['HorizontalPodAutoscalerSpec', 'How the number of pods is chosen.'],
    status: ['any', 'What was measured; written by a controller.'],
  },
  HorizontalPodAutoscalerSpec: {
    scaleTargetRef: ['CrossVersionObjectReference!', 'The workload that is scaled.'],
    minReplicas: ['integer', 'The fewest pods. Default 1.'],
    maxReplicas: ['integer!', 'The most pods.'],
    metrics: ['MetricSpec[]', 'What is measured, and what it should be. Default: 80 percent of the CPU.'],
  },
  ResourceMetricSource: {
    name: ['string!', 'The resource: cpu or memory.'],
    targetAverageUtilization: ['integer', 'Percent of what the containers request.'],
    targetAverageValue: ['quantity', 'The average over the pods.'],
  },
  ContainerResourceMetricSource: {
    name: ['string!', 'The resource: cpu or memory.'],
    targetAverageUtilization: ['integer', 'Percent of what the container requests.'],
    targetAverageValue: ['quantity', 'The average over the pods.'],
    container: ['string!', 'The container that is looked at.'],
  },
  PodsMetricSource: {
    metricName: ['string!', 'Name of the metric.'],
    targetAverageValue: ['quantity!', 'The average over the pods.'],
    selector: ['LabelSelector', 'Narrows the metric.'],
  },
  ObjectMetricSource: {
    target: ['CrossVersionObjectReference!', 'The object that is measured.'],
    metricName: ['string!', 'Name of the metric.'],
    targetValue: ['quantity!', 'What it should be.'],
    selector: ['LabelSelector', 'Narrows the metric.'],
    averageValue: ['quantity', 'What it should be, divided by the number of pods.'],
  },
  ExternalMetricSource: {
    metricName: ['string!', 'Name of the metric.'],
    metricSelector: ['LabelSelector', 'Narrows the metric.'],
    targetValue: ['quantity', 'What it should be.'],
    targetAverageValue: ['quantity', 'What it should be, divided by the number of pods.'],
  },
};

export const betaAutoscalerSchema = expandKind(betaTypes, 'HorizontalPodAutoscaler');

/** One metric, as the annotation of autoscaling/v1 holds them, too. */
export const betaMetricSchema = expandType(betaTypes, 'MetricSpec');
