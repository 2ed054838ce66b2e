// HorizontalPodAutoscaler in its storage version, autoscaling/v2; v1, v2beta1 and v2beta2 are views
// (horizontal-pod-autoscaler/). Nothing measures and nothing scales here.
import type { KubeObject } from '../object.ts';
import type { LabelSelector } from './deployment.ts';

export interface ObjectReference {
  readonly apiVersion?: string;
  readonly kind: string;
  readonly name: string;
}

export interface MetricTarget {
  /** Utilization, Value or AverageValue. */
  readonly type: string;
  readonly value?: string;
  readonly averageValue?: string;
  /** Percent of what containers request. */
  readonly averageUtilization?: number;
}

export interface MetricIdentifier {
  readonly name: string;
  readonly selector?: LabelSelector;
}

export interface ResourceMetric {
  readonly name: string;
  readonly target: MetricTarget;
}

interface PodsMetric {
  readonly metric: MetricIdentifier;
  readonly target: MetricTarget;
}

/** One metric; the field of its type is the one that is set. */
export interface MetricSpec {
  readonly type: string;
  readonly resource?: ResourceMetric;
  readonly containerResource?: ResourceMetric & { readonly container: string };
  readonly pods?: PodsMetric;
  readonly object?: PodsMetric & { readonly describedObject: ObjectReference };
  readonly external?: PodsMetric;
}

export interface ScalingRules {
  readonly stabilizationWindowSeconds?: number;
  readonly selectPolicy?: string;
  readonly policies?: readonly { readonly type: string; readonly value: number; readonly periodSeconds: number }[];
  readonly tolerance?: string;
}

export interface ScalingBehavior {
  readonly scaleUp?: ScalingRules;
  readonly scaleDown?: ScalingRules;
}

export interface HorizontalPodAutoscaler extends KubeObject {
  readonly spec?: {
    readonly scaleTargetRef: ObjectReference;
    readonly minReplicas?: number;
    readonly maxReplicas: number;
    readonly metrics?: readonly MetricSpec[];
    readonly behavior?: ScalingBehavior;
  };
  readonly status?: { readonly currentReplicas?: number };
}
