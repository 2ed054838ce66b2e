// The objects around the Deployment.
import type { KubeObject } from '../../kinds/object.ts';
import type { IngressIdentity } from './ingress-identity.ts';
import type { IngressValues } from './ingress-values.ts';

const rbac = 'rbac.authorization.k8s.io';

export function ingressServiceAccount({ global }: IngressValues, ingress: IngressIdentity): KubeObject {
  const { serviceAccountName: name, namespace, selector, labels, gateway } = ingress;
  const annotations = gateway.serviceAccount?.annotations ?? {};
  const secrets = (global.imagePullSecrets ?? []).map((secret) => ({ name: secret }));
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    ...(secrets.length > 0 && { imagePullSecrets: secrets }),
    metadata: {
      name,
      namespace,
      labels: { ...selector, ...labels },
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
  };
}

/** Leave to read Secrets, which Gateways name. */
export function ingressRole({ name, namespace, labels }: IngressIdentity): KubeObject {
  return {
    apiVersion: `${rbac}/v1`,
    kind: 'Role',
    metadata: { name: `${name}-sds`, namespace, labels },
    rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'watch', 'list'] }],
  };
}

export function ingressRoleBinding({ name, namespace, labels, serviceAccountName }: IngressIdentity): KubeObject {
  return {
    apiVersion: `${rbac}/v1`,
    kind: 'RoleBinding',
    metadata: { name: `${name}-sds`, namespace, labels },
    roleRef: { apiGroup: rbac, kind: 'Role', name: `${name}-sds` },
    subjects: [{ kind: 'ServiceAccount', name: serviceAccountName }],
  };
}

export function ingressService({ name, namespace, selector, labels, gateway }: IngressIdentity): KubeObject[] {
  if (gateway.customService === true) return [];
  const { type, ports = [], ingressPorts = [], serviceAnnotations: annotations = {}, ipFamilies = [] } = gateway;
  const { loadBalancerIP, loadBalancerSourceRanges = [], externalTrafficPolicy, ipFamilyPolicy } = gateway;
  const further = ingressPorts.map((port) => ({ name: port.name, port: port.port }));
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name,
        namespace,
        ...(Object.keys(annotations).length > 0 && { annotations }),
        labels: { ...selector, ...labels },
      },
      spec: {
        ...(loadBalancerIP && { loadBalancerIP }),
        ...(loadBalancerSourceRanges.length > 0 && { loadBalancerSourceRanges }),
        ...(externalTrafficPolicy && { externalTrafficPolicy }),
        type,
        selector,
        ports: [...ports, ...further],
        ...(ipFamilyPolicy && { ipFamilyPolicy }),
        ...(ipFamilies.length > 0 && { ipFamilies }),
      },
    },
  ];
}

export function ingressAutoscaler({ name, namespace, selector, labels, gateway }: IngressIdentity): KubeObject[] {
  const { autoscaleEnabled, autoscaleMin: minReplicas, autoscaleMax: maxReplicas, cpu, memory } = gateway;
  if (autoscaleEnabled !== true || !minReplicas || !maxReplicas) return [];
  const metrics = [
    ...utilization('cpu', cpu?.targetAverageUtilization),
    ...utilization('memory', memory?.targetAverageUtilization),
  ];
  return [
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name, namespace, labels: { ...selector, ...labels } },
      spec: { maxReplicas, minReplicas, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name }, metrics },
    },
  ];
}

function utilization(name: string, averageUtilization: number | undefined): unknown[] {
  if (!averageUtilization) return [];
  return [{ type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } }];
}

/** None for a single pod: its node could never be drained (github.com/kubernetes/kubernetes/issues/93476). */
export function ingressDisruptionBudget({ global }: IngressValues, ingress: IngressIdentity): KubeObject[] {
  const { name, namespace, selector, labels, gateway } = ingress;
  const least = (gateway.autoscaleEnabled === true ? gateway.autoscaleMin : gateway.replicaCount) ?? 0;
  if (global.defaultPodDisruptionBudget?.enabled !== true || least <= 1) return [];
  return [
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name, namespace, labels: { ...selector, ...labels } },
      spec: { minAvailable: 1, selector: { matchLabels: selector } },
    },
  ];
}

export function ingressNetworkPolicy({ global, revision = '' }: IngressValues, ingress: IngressIdentity): KubeObject[] {
  if (global.networkPolicy?.enabled !== true) return [];
  const { name, namespace, selector, labels, gateway } = ingress;
  const ports = (gateway.ports ?? []).map(({ protocol, port, targetPort }) => ({
    protocol: protocol || 'TCP',
    port: targetPort || port,
  }));
  const status = [15021, 15020, 15090].map((port) => ({ protocol: 'TCP', port }));
  return [
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: {
        name: revision === '' ? name : `${name}-${revision}`,
        namespace,
        labels: { app: name, istio: 'ingressgateway', ...labels },
      },
      spec: {
        podSelector: { matchLabels: selector },
        policyTypes: ['Ingress', 'Egress'],
        ingress: [
          { ports: status.slice(0, 1) },
          { ports: status.slice(1) },
          ...ports.map((port) => ({ ports: [port] })),
        ],
        // A gateway reaches Services, the control plane and what is outside.
        egress: [{}],
      },
    },
  ];
}
