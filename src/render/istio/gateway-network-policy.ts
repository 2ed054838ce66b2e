import type { KubeObject } from '../../kinds/object.ts';
import type { Release } from '../chart.ts';
import type { GatewayIdentity, GatewayValues } from './gateway-identity.ts';

const statusPort = { protocol: 'TCP', port: 15021 };
const metricsPorts = [
  { protocol: 'TCP', port: 15020 },
  { protocol: 'TCP', port: 15090 },
];

export function gatewayNetworkPolicy(
  { global, labels = {}, revision = '', service }: GatewayValues,
  { name, namespace, selector }: GatewayIdentity,
  release: Release,
): KubeObject[] {
  if (global.networkPolicy?.enabled !== true) return [];
  const traffic = (service.ports ?? []).map(({ protocol, port, targetPort }) => ({
    protocol: protocol || 'TCP',
    port: targetPort || port,
  }));
  return [
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: {
        name: revision === '' ? name : `${name}-${revision}`,
        namespace,
        labels: {
          ...labels,
          'istio.io/rev': revision || 'default',
          'install.operator.istio.io/owning-resource': 'unknown',
          'operator.istio.io/component': 'Gateway',
          release: release.name,
          'app.kubernetes.io/name': name,
          ...selector,
        },
      },
      spec: {
        podSelector: { matchLabels: selector },
        policyTypes: ['Ingress', 'Egress'],
        ingress: [{ ports: [statusPort] }, { ports: metricsPorts }, ...traffic.map((port) => ({ ports: [port] }))],
        // A gateway reaches Services, the control plane and what is outside.
        egress: [{}],
      },
    },
  ];
}
