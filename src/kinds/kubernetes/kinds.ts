// The Kubernetes kinds, in the order in which `get` of several kinds prints them.
import type { Kind } from '../kind.ts';
import { configMapKind } from './config-map/kind.ts';
import { deploymentKind } from './deployment/kind.ts';
import { endpointSliceKind } from './endpoint-slice/kind.ts';
import { endpointsKind } from './endpoints/kind.ts';
import { ingressKind } from './ingress/kind.ts';
import { ingressClassKind } from './ingress-class/kind.ts';
import { namespaceKind } from './namespace/kind.ts';
import { podKind } from './pod/kind.ts';
import { secretKind } from './secret/kind.ts';
import { serviceKind } from './service/kind.ts';

export const kubernetesKinds: readonly Kind[] = [
  ingressKind,
  ingressClassKind,
  podKind,
  serviceKind,
  deploymentKind,
  endpointsKind,
  endpointSliceKind,
  secretKind,
  configMapKind,
  namespaceKind,
];
