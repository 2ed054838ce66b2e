// Deployment in its storage version, apps/v1; the old groups are views (deployment-old-groups.ts). No container is
// run: a Deployment gives labels that Gateways select, pods that are derived, and secret volumes.
import type { KubeObject } from '../object.ts';
import type { PodTemplate } from './pod.ts';

export interface LabelSelectorRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly LabelSelectorRequirement[];
}

export interface DeploymentSpec {
  /** Default 1. */
  readonly replicas?: number;
  readonly selector: LabelSelector;
  readonly template: PodTemplate;
  readonly [field: string]: unknown;
}

export interface DeploymentStatus {
  readonly replicas?: number;
  readonly readyReplicas?: number;
  readonly updatedReplicas?: number;
  readonly availableReplicas?: number;
  readonly conditions?: readonly DeploymentCondition[];
}

export interface DeploymentCondition {
  readonly type: 'Available' | 'Progressing';
  readonly status: 'True' | 'False';
  readonly reason: string;
  readonly message: string;
}

export interface Deployment extends KubeObject {
  readonly kind: 'Deployment';
  readonly spec?: DeploymentSpec;
  readonly status?: DeploymentStatus;
}
