// Made from kubernetes-types 1.30.0 by `npm run generate:kubernetes-schemas`; change test/support/kubernetes-schemas instead.
import type { CompactTypes } from '../compact-schema.ts';

export const horizontalPodAutoscalerTypes: CompactTypes = {
  ContainerResourceMetricSource: {
    container: ['string!', 'container is the name of the container in the pods of the scaling target'],
    name: ['string!', 'name is the name of the resource in question.'],
    target: ['MetricTarget!', 'target specifies the target value for the given metric'],
  },
  ContainerResourceMetricStatus: {
    container: ['string!', 'container is the name of the container in the pods of the scaling target'],
    current: ['MetricValueStatus!', 'current contains the current value for the given metric'],
    name: ['string!', 'name is the name of the resource in question.'],
  },
  CrossVersionObjectReference: {
    apiVersion: ['string', 'apiVersion is the API version of the referent'],
    kind: ['string!', 'kind is the kind of the referent;'],
    name: ['string!', 'name is the name of the referent;'],
  },
  ExternalMetricSource: {
    metric: ['MetricIdentifier!', 'metric identifies the target metric by name and selector'],
    target: ['MetricTarget!', 'target specifies the target value for the given metric'],
  },
  ExternalMetricStatus: {
    current: ['MetricValueStatus!', 'current contains the current value for the given metric'],
    metric: ['MetricIdentifier!', 'metric identifies the target metric by name and selector'],
  },
  HPAScalingPolicy: {
    periodSeconds: ['integer!', 'periodSeconds specifies the window of time for which the policy should hold true.'],
    type: ['string!', 'type is used to specify the scaling policy.'],
    value: ['integer!', 'value contains the amount of change which is permitted by the policy.'],
  },
  HPAScalingRules: {
    policies: ['HPAScalingPolicy[]', 'policies is a list of potential scaling polices which can be used during scaling.'],
    selectPolicy: ['string', 'selectPolicy is used to specify which policy should be used.'],
    stabilizationWindowSeconds: ['integer', 'stabilizationWindowSeconds is the number of seconds for which past recommendations should be considered while scaling up or scaling down.'],
    tolerance: ['quantity', 'How far a metric may be off before the number of pods changes (1.33).'],
  },
  HorizontalPodAutoscaler: {
    apiVersion: ['string', 'APIVersion defines the versioned schema of this representation of an object.'],
    kind: ['string', 'Kind is a string value representing the REST resource this object represents.'],
    metadata: ['ObjectMeta', 'metadata is the standard object metadata.'],
    spec: ['HorizontalPodAutoscalerSpec', 'spec is the specification for the behaviour of the autoscaler.'],
    status: ['HorizontalPodAutoscalerStatus', 'status is the current information about the autoscaler.'],
  },
  HorizontalPodAutoscalerBehavior: {
    scaleDown: ['HPAScalingRules', 'scaleDown is scaling policy for scaling Down.'],
    scaleUp: ['HPAScalingRules', 'scaleUp is scaling policy for scaling Up.'],
  },
  HorizontalPodAutoscalerCondition: {
    lastTransitionTime: ['time', 'lastTransitionTime is the last time the condition transitioned from one status to another'],
    message: ['string', 'message is a human-readable explanation containing details about the transition'],
    reason: ['string', 'reason is the reason for the condition\'s last transition.'],
    status: ['string!', 'status is the status of the condition (True, False, Unknown)'],
    type: ['string!', 'type describes the current condition'],
  },
  HorizontalPodAutoscalerSpec: {
    behavior: ['HorizontalPodAutoscalerBehavior', 'behavior configures the scaling behavior of the target in both Up and Down directions (scaleUp and scaleDown fields respectively).'],
    maxReplicas: ['integer!', 'maxReplicas is the upper limit for the number of replicas to which the autoscaler can scale up.'],
    metrics: ['MetricSpec[]', 'metrics contains the specifications for which to use to calculate the desired replica count (the maximum replica count across all metrics…'],
    minReplicas: ['integer', 'minReplicas is the lower limit for the number of replicas to which the autoscaler can scale down.'],
    scaleTargetRef: ['CrossVersionObjectReference!', 'scaleTargetRef points to the target resource to scale, and is used to the pods for which metrics should be collected, as well as to…'],
  },
  HorizontalPodAutoscalerStatus: {
    conditions: ['HorizontalPodAutoscalerCondition[]', 'conditions is the set of conditions required for this autoscaler to scale its target, and indicates whether or not those conditions are met.'],
    currentMetrics: ['MetricStatus[]', 'currentMetrics is the last read state of the metrics used by this autoscaler.'],
    currentReplicas: ['integer', 'currentReplicas is current number of replicas of pods managed by this autoscaler, as last seen by the autoscaler.'],
    desiredReplicas: ['integer', 'desiredReplicas is the desired number of replicas of pods managed by this autoscaler, as last calculated by the autoscaler.'],
    lastScaleTime: ['time', 'lastScaleTime is the last time the HorizontalPodAutoscaler scaled the number of pods, used by the autoscaler to control how often the…'],
    observedGeneration: ['integer', 'observedGeneration is the most recent generation observed by this autoscaler.'],
  },
  LabelSelector: {
    matchExpressions: ['LabelSelectorRequirement[]', 'matchExpressions is a list of label selector requirements.'],
    matchLabels: ['string{}', 'matchLabels is a map of {key,value} pairs.'],
  },
  LabelSelectorRequirement: {
    key: ['string!', 'key is the label key that the selector applies to.'],
    operator: ['string!', 'operator represents a key\'s relationship to a set of values.'],
    values: ['string[]', 'values is an array of string values.'],
  },
  MetricIdentifier: {
    name: ['string!', 'name is the name of the given metric'],
    selector: ['LabelSelector', 'selector is the string-encoded form of a standard kubernetes label selector for the given metric When set, it is passed as an additional…'],
  },
  MetricSpec: {
    containerResource: ['ContainerResourceMetricSource', 'containerResource refers to a resource metric (such as those specified in requests and limits) known to Kubernetes describing a single…'],
    external: ['ExternalMetricSource', 'external refers to a global metric that is not associated with any Kubernetes object.'],
    object: ['ObjectMetricSource', 'object refers to a metric describing a single kubernetes object (for example, hits-per-second on an Ingress object).'],
    pods: ['PodsMetricSource', 'pods refers to a metric describing each pod in the current scale target (for example, transactions-processed-per-second).'],
    resource: ['ResourceMetricSource', 'resource refers to a resource metric (such as those specified in requests and limits) known to Kubernetes describing each pod in the…'],
    type: ['string!', 'type is the type of metric source.'],
  },
  MetricStatus: {
    containerResource: ['ContainerResourceMetricStatus', 'container resource refers to a resource metric (such as those specified in requests and limits) known to Kubernetes describing a single…'],
    external: ['ExternalMetricStatus', 'external refers to a global metric that is not associated with any Kubernetes object.'],
    object: ['ObjectMetricStatus', 'object refers to a metric describing a single kubernetes object (for example, hits-per-second on an Ingress object).'],
    pods: ['PodsMetricStatus', 'pods refers to a metric describing each pod in the current scale target (for example, transactions-processed-per-second).'],
    resource: ['ResourceMetricStatus', 'resource refers to a resource metric (such as those specified in requests and limits) known to Kubernetes describing each pod in the…'],
    type: ['string!', 'type is the type of metric source.'],
  },
  MetricTarget: {
    averageUtilization: ['integer', 'averageUtilization is the target value of the average of the resource metric across all relevant pods, represented as a percentage of the…'],
    averageValue: ['quantity', 'averageValue is the target value of the average of the metric across all relevant pods (as a quantity)'],
    type: ['string!', 'type represents whether the metric type is Utilization, Value, or AverageValue'],
    value: ['quantity', 'value is the target value of the metric (as a quantity).'],
  },
  MetricValueStatus: {
    averageUtilization: ['integer', 'currentAverageUtilization is the current value of the average of the resource metric across all relevant pods, represented as a percentage…'],
    averageValue: ['quantity', 'averageValue is the current value of the average of the metric across all relevant pods (as a quantity)'],
    value: ['quantity', 'value is the current value of the metric (as a quantity).'],
  },
  ObjectMetricSource: {
    describedObject: ['CrossVersionObjectReference!', 'describedObject specifies the descriptions of a object,such as kind,name apiVersion'],
    metric: ['MetricIdentifier!', 'metric identifies the target metric by name and selector'],
    target: ['MetricTarget!', 'target specifies the target value for the given metric'],
  },
  ObjectMetricStatus: {
    current: ['MetricValueStatus!', 'current contains the current value for the given metric'],
    describedObject: ['CrossVersionObjectReference!', 'DescribedObject specifies the descriptions of a object,such as kind,name apiVersion'],
    metric: ['MetricIdentifier!', 'metric identifies the target metric by name and selector'],
  },
  PodsMetricSource: {
    metric: ['MetricIdentifier!', 'metric identifies the target metric by name and selector'],
    target: ['MetricTarget!', 'target specifies the target value for the given metric'],
  },
  PodsMetricStatus: {
    current: ['MetricValueStatus!', 'current contains the current value for the given metric'],
    metric: ['MetricIdentifier!', 'metric identifies the target metric by name and selector'],
  },
  ResourceMetricSource: {
    name: ['string!', 'name is the name of the resource in question.'],
    target: ['MetricTarget!', 'target specifies the target value for the given metric'],
  },
  ResourceMetricStatus: {
    current: ['MetricValueStatus!', 'current contains the current value for the given metric'],
    name: ['string!', 'name is the name of the resource in question.'],
  },
};
