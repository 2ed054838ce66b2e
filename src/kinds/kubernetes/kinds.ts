// The Kubernetes kinds, in the order in which `get` of several kinds prints them.
import type { Kind } from '../kind.ts';
import { accessControlKinds } from './access-control/kinds.ts';
import { configMapKind } from './config-map/kind.ts';
import { cronJobKind } from './cron-job/kind.ts';
import { daemonSetKind } from './daemon-set/kind.ts';
import { deploymentKind } from './deployment/kind.ts';
import { endpointSliceKind } from './endpoint-slice/kind.ts';
import { endpointsKind } from './endpoints/kind.ts';
import { horizontalPodAutoscalerKind } from './horizontal-pod-autoscaler/kind.ts';
import { ingressKind } from './ingress/kind.ts';
import { ingressClassKind } from './ingress-class/kind.ts';
import { jobKind } from './job/kind.ts';
import { namespaceKind } from './namespace/kind.ts';
import { networkPolicyKind } from './network-policy/kind.ts';
import { podKind } from './pod/kind.ts';
import { podDisruptionBudgetKind } from './pod-disruption-budget/kind.ts';
import { replicaSetKind } from './replica-set/kind.ts';
import { replicationControllerKind } from './replication-controller/kind.ts';
import { secretKind } from './secret/kind.ts';
import { serviceKind } from './service/kind.ts';
import { serviceAccountKind } from './service-account/kind.ts';
import { statefulSetKind } from './stateful-set/kind.ts';

export const kubernetesKinds: readonly Kind[] = [
  ingressKind,
  ingressClassKind,
  podKind,
  replicationControllerKind,
  serviceKind,
  daemonSetKind,
  deploymentKind,
  replicaSetKind,
  statefulSetKind,
  horizontalPodAutoscalerKind,
  cronJobKind,
  jobKind,
  endpointsKind,
  endpointSliceKind,
  secretKind,
  configMapKind,
  serviceAccountKind,
  podDisruptionBudgetKind,
  networkPolicyKind,
  ...accessControlKinds,
  namespaceKind,
];
