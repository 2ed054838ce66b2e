// The kinds of rbac.authorization.k8s.io. There is no API server that asks them: they are kept, and mean nothing here.
import type { KubeObject } from '../../object.ts';

export const accessControlGroup = 'rbac.authorization.k8s.io';
export const accessControlVersions: readonly string[] = ['v1', 'v1beta1', 'v1alpha1'].map(
  (version) => `${accessControlGroup}/${version}`,
);

export interface PolicyRule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

/** A Role or ClusterRole. */
export interface Role extends KubeObject {
  readonly rules?: readonly PolicyRule[];
  readonly aggregationRule?: { readonly clusterRoleSelectors?: readonly object[] };
}

export interface Subject {
  /** User, Group or ServiceAccount. */
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly apiGroup?: string;
}

export interface RoleRef {
  readonly kind: string;
  readonly name: string;
  readonly apiGroup?: string;
}

/** A RoleBinding or ClusterRoleBinding. */
export interface RoleBinding extends KubeObject {
  readonly roleRef: RoleRef;
  readonly subjects?: readonly Subject[];
}
