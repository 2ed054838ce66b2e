import { type IngressIdentity, isInjected } from './ingress-identity.ts';
import type { IngressValues } from './ingress-values.ts';

/** The variables of the proxy; an injected one has only those that the chart adds. */
export function proxyEnvironment(values: IngressValues, ingress: IngressIdentity): readonly unknown[] {
  const { gateway } = ingress;
  const own = [
    ...(gateway.runAsRoot === true ? [] : [variable('ISTIO_META_UNPRIVILEGED_POD', 'true')]),
    ...variables(gateway.env),
  ];
  if (isInjected(ingress)) return own;
  return [...agentVariables(values), ...meshVariables(values, ingress), ...own, ...clusterVariables(values, ingress)];
}

/** What the agent needs to find the control plane and to know its pod. */
function agentVariables({ global, revision = '' }: IngressValues): readonly unknown[] {
  const controlPlane = `istiod${revision === '' ? '' : `-${revision}`}.${global.istioNamespace}.svc:15012`;
  return [
    variable('PILOT_CERT_PROVIDER', global.pilotCertProvider),
    variable('CA_ADDR', global.caAddress || controlPlane),
    podField('NODE_NAME', 'spec.nodeName', 'v1'),
    podField('POD_NAME', 'metadata.name', 'v1'),
    podField('POD_NAMESPACE', 'metadata.namespace', 'v1'),
    podField('INSTANCE_IP', 'status.podIP', 'v1'),
    podField('HOST_IP', 'status.hostIP', 'v1'),
    { name: 'ISTIO_CPU_LIMIT', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1' } } },
    podField('SERVICE_ACCOUNT', 'spec.serviceAccountName'),
  ];
}

function meshVariables(
  { global, meshConfig }: IngressValues,
  { name, namespace }: IngressIdentity,
): readonly unknown[] {
  const { trustDomain } = meshConfig;
  const meshId = global.meshID || trustDomain;
  return [
    variable('ISTIO_META_WORKLOAD_NAME', name),
    variable('ISTIO_META_OWNER', `kubernetes://apis/apps/v1/namespaces/${namespace}/deployments/${name}`),
    ...(meshId ? [variable('ISTIO_META_MESH_ID', meshId)] : []),
    ...(trustDomain ? [variable('TRUST_DOMAIN', trustDomain)] : []),
  ];
}

function clusterVariables({ global, meshConfig }: IngressValues, { gateway }: IngressIdentity): readonly unknown[] {
  const { network } = global;
  return [
    ...variables(meshConfig.defaultConfig?.proxyMetadata),
    ...(network && !gateway.env?.ISTIO_META_NETWORK ? [variable('ISTIO_META_NETWORK', network)] : []),
    variable('ISTIO_META_CLUSTER_ID', global.multiCluster?.clusterName || 'Kubernetes'),
    podField('ISTIO_META_NODE_NAME', 'spec.nodeName'),
  ];
}

/** In the order of their names, as Go ranges over maps. */
function variables(values: Readonly<Record<string, string>> = {}): readonly unknown[] {
  return Object.keys(values)
    .sort()
    .map((name) => variable(name, values[name]));
}

function variable(name: string, value: string | undefined): unknown {
  return { name, value };
}

function podField(name: string, fieldPath: string, apiVersion?: string): unknown {
  return { name, valueFrom: { fieldRef: { ...(apiVersion && { apiVersion }), fieldPath } } };
}
