// Made from kubernetes-types 1.30.0 by `npm run generate:kubernetes-schemas`; change test/support/kubernetes-schemas instead.
import type { CompactTypes } from '../compact-schema.ts';

export const horizontalPodAutoscalerV1Types: CompactTypes = {
  CrossVersionObjectReference: {
    apiVersion: ['string', 'apiVersion is the API version of the referent'],
    kind: ['string!', 'kind is the kind of the referent;'],
    name: ['string!', 'name is the name of the referent;'],
  },
  HorizontalPodAutoscaler: {
    apiVersion: ['string', 'APIVersion defines the versioned schema of this representation of an object.'],
    kind: ['string', 'Kind is a string value representing the REST resource this object represents.'],
    metadata: ['ObjectMeta', 'Standard object metadata.'],
    spec: ['HorizontalPodAutoscalerSpec', 'spec defines the behaviour of autoscaler.'],
    status: ['HorizontalPodAutoscalerStatus', 'status is the current information about the autoscaler.'],
  },
  HorizontalPodAutoscalerSpec: {
    maxReplicas: ['integer!', 'maxReplicas is the upper limit for the number of pods that can be set by the autoscaler; cannot be smaller than MinReplicas.'],
    minReplicas: ['integer', 'minReplicas is the lower limit for the number of replicas to which the autoscaler can scale down.'],
    scaleTargetRef: ['CrossVersionObjectReference!', 'reference to scaled resource; horizontal pod autoscaler will learn the current resource consumption and will set the desired number of pods…'],
    targetCPUUtilizationPercentage: ['integer', 'targetCPUUtilizationPercentage is the target average CPU utilization (represented as a percentage of requested CPU) over all the pods; if…'],
  },
  HorizontalPodAutoscalerStatus: {
    currentCPUUtilizationPercentage: ['integer', 'currentCPUUtilizationPercentage is the current average CPU utilization over all pods, represented as a percentage of requested CPU, e.g. 70…'],
    currentReplicas: ['integer', 'currentReplicas is the current number of replicas of pods managed by this autoscaler.'],
    desiredReplicas: ['integer', 'desiredReplicas is the desired number of replicas of pods managed by this autoscaler.'],
    lastScaleTime: ['time', 'lastScaleTime is the last time the HorizontalPodAutoscaler scaled the number of pods; used by the autoscaler to control how often the…'],
    observedGeneration: ['integer', 'observedGeneration is the most recent generation observed by this autoscaler.'],
  },
};
