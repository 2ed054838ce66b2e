// What the kinds with a pod template share. Nothing here runs pods: a workload is kept, and only those of Deployments
// are derived (derived-pods.ts).
import type { KubeObject } from '../../object.ts';
import type { LabelSelector } from '../deployment.ts';
import type { PodTemplate } from '../pod.ts';

export interface WorkloadSpec {
  readonly replicas?: number;
  readonly selector?: LabelSelector;
  readonly template: PodTemplate;
  readonly [field: string]: unknown;
}

/** A DaemonSet, StatefulSet, ReplicaSet or Deployment in its storage version. */
export interface Workload extends KubeObject {
  readonly spec?: WorkloadSpec;
}
