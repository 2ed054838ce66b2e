import type { KubeObject } from '../../kinds/object.ts';
import type { Release } from '../chart.ts';

const apiGroup = 'rbac.authorization.k8s.io';
const apiVersion = `${apiGroup}/v1beta1`;

export function ingressRole(labels: Readonly<Record<string, string>>, { namespace }: Release): KubeObject {
  return {
    apiVersion,
    kind: 'ClusterRole',
    metadata: { name: `istio-ingress-${namespace}`, labels },
    rules: [
      {
        apiGroups: ['extensions'],
        resources: ['thirdpartyresources', 'ingresses'],
        verbs: ['get', 'watch', 'list', 'update'],
      },
      { apiGroups: [''], resources: ['configmaps', 'pods', 'endpoints', 'services'], verbs: ['get', 'watch', 'list'] },
    ],
  };
}

/** The chart binds the role of the control plane, not the one above. */
export function ingressRoleBinding(accountName: string, { namespace }: Release): KubeObject {
  return {
    apiVersion,
    kind: 'ClusterRoleBinding',
    metadata: { name: `istio-ingress-${namespace}` },
    roleRef: { apiGroup, kind: 'ClusterRole', name: `istio-pilot-${namespace}` },
    subjects: [{ kind: 'ServiceAccount', name: accountName, namespace }],
  };
}
