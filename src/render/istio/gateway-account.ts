import type { KubeObject } from '../../kinds/object.ts';
import { type GatewayIdentity, type GatewayValues, hasKeys } from './gateway-identity.ts';

const apiGroup = 'rbac.authorization.k8s.io';

export function gatewayServiceAccount({ serviceAccount }: GatewayValues, gateway: GatewayIdentity): KubeObject[] {
  if (serviceAccount.create === false) return [];
  const { serviceAccountName: name, namespace, labels } = gateway;
  const { annotations } = serviceAccount;
  const metadata = { name, namespace, labels, ...(hasKeys(annotations) && { annotations }) };
  return [{ apiVersion: 'v1', kind: 'ServiceAccount', metadata }];
}

/** Leave to read Secrets, which Gateways name. */
export function gatewayRole({ rbac }: GatewayValues, gateway: GatewayIdentity): KubeObject[] {
  if (rbac?.enabled === false) return [];
  const { serviceAccountName: name, namespace, labels, annotations } = gateway;
  const apiVersion = `${apiGroup}/v1`;
  const metadata = { name, namespace, labels, ...annotations };
  const rules = [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'watch', 'list'] }];
  return [
    { apiVersion, kind: 'Role', metadata, rules },
    {
      apiVersion,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup, kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name }],
    },
  ];
}
