import type { KubeObject } from '../../kinds/object.ts';
import { type GatewayIdentity, type GatewayValues, hasItems } from './gateway-identity.ts';
import { networkLabel } from './network-label.ts';

/** Where a port of a network gateway leads if nothing is said. */
const networkTargets = { 'status-port': 15021, tls: 15443, 'tls-istiod': 15012, 'tls-webhook': 15017 } as const;

export function gatewayService(values: GatewayValues, gateway: GatewayIdentity): KubeObject[] {
  const { service, annotations } = values;
  if (service.type === 'None') return [];
  const { name, namespace, labels, selector } = gateway;
  const merged = { ...annotations, ...service.annotations };
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name,
        namespace,
        labels: { ...labels, ...networkLabel(values) },
        ...(Object.keys(merged).length > 0 && { annotations: merged }),
      },
      spec: {
        type: service.type,
        ...addressing(values),
        ...(service.type === 'LoadBalancer' && balancing(values)),
        ports: values.networkGateway ? networkPorts(values) : service.ports,
        selector: { ...selector, ...service.selectorLabels },
      },
    },
  ];
}

function addressing({ service }: GatewayValues): Readonly<Record<string, unknown>> {
  const { clusterIP, loadBalancerIP, loadBalancerSourceRanges, externalTrafficPolicy, healthCheckNodePort } = service;
  const { externalIPs, ipFamilyPolicy, ipFamilies } = service;
  return {
    ...(clusterIP && { clusterIP }),
    ...(loadBalancerIP && { loadBalancerIP }),
    ...(hasItems(loadBalancerSourceRanges) && { loadBalancerSourceRanges }),
    ...(externalTrafficPolicy && { externalTrafficPolicy }),
    ...(healthCheckNodePort && { healthCheckNodePort }),
    ...(hasItems(externalIPs) && { externalIPs }),
    ...(ipFamilyPolicy && { ipFamilyPolicy }),
    ...(hasItems(ipFamilies) && { ipFamilies }),
  };
}

function balancing({ service }: GatewayValues): Readonly<Record<string, unknown>> {
  const { allocateLoadBalancerNodePorts, loadBalancerClass } = service;
  return {
    ...(allocateLoadBalancerNodePorts !== undefined && { allocateLoadBalancerNodePorts }),
    ...(loadBalancerClass && { loadBalancerClass }),
  };
}

function networkPorts({ networkGatewayPorts = {} }: GatewayValues): unknown[] {
  return Object.entries(networkTargets).map(([name, usual]) => {
    const { port, targetPort = usual, protocol } = networkGatewayPorts[name as keyof typeof networkTargets] ?? {};
    return { name, port, targetPort, protocol: protocol || 'TCP' };
  });
}
