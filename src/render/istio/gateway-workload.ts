// The Deployment or DaemonSet. Its container is an empty shell: Istio's injector makes the proxy of it.
import type { KubeObject } from '../../kinds/object.ts';
import { type GatewayIdentity, type GatewayValues, hasItems, hasKeys } from './gateway-identity.ts';
import { networkLabel } from './network-label.ts';
import { proxyContainer, secretVolumes } from './proxy-container.ts';

/** Ports below 1024 may be bound by everybody; safe and allowed since Kubernetes 1.22. */
const unprivilegedPorts = { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] };

export function gatewayWorkload(values: GatewayValues, gateway: GatewayIdentity): KubeObject {
  const { kind, autoscaling, replicaCount, strategy, minReadySeconds } = values;
  const { name, namespace, labels, annotations, selector } = gateway;
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace, labels, ...annotations },
    spec: {
      ...(autoscaling.enabled === false && replicaCount !== undefined && { replicas: replicaCount }),
      ...(hasKeys(strategy) && { strategy }),
      ...(minReadySeconds && { minReadySeconds }),
      selector: { matchLabels: selector },
      template: podTemplate(values, gateway),
    },
  };
}

function podTemplate(values: GatewayValues, gateway: GatewayIdentity): unknown {
  const { podAnnotations, revision } = values;
  return {
    metadata: {
      ...(hasKeys(podAnnotations) && { annotations: podAnnotations }),
      labels: {
        'sidecar.istio.io/inject': 'true',
        ...(revision && { 'istio.io/rev': revision }),
        ...gateway.labels,
        ...networkLabel(values),
      },
    },
    spec: podSpec(values, gateway),
  };
}

function podSpec(values: GatewayValues, { serviceAccountName }: GatewayIdentity): unknown {
  const { imagePullSecrets, securityContext, initContainers, additionalContainers = [] } = values;
  const volumes = [...(values.volumes ?? []), ...secretVolumes(values)];
  return {
    ...(hasItems(imagePullSecrets) && { imagePullSecrets }),
    serviceAccountName,
    securityContext: hasKeys(securityContext) ? securityContext : unprivilegedPorts,
    ...(volumes.length > 0 && { volumes }),
    ...(hasItems(initContainers) && { initContainers }),
    containers: [proxyContainer(values), ...additionalContainers],
    ...scheduling(values),
  };
}

function scheduling(values: GatewayValues): Readonly<Record<string, unknown>> {
  const { nodeSelector, affinity, tolerations, topologySpreadConstraints, priorityClassName } = values;
  const { terminationGracePeriodSeconds, dnsPolicy, dnsConfig } = values;
  return {
    ...(hasKeys(nodeSelector) && { nodeSelector }),
    ...(hasKeys(affinity) && { affinity }),
    ...(hasItems(tolerations) && { tolerations }),
    ...(hasItems(topologySpreadConstraints) && { topologySpreadConstraints }),
    ...(terminationGracePeriodSeconds !== undefined && { terminationGracePeriodSeconds }),
    ...(priorityClassName && { priorityClassName }),
    ...(dnsPolicy && { dnsPolicy }),
    ...(hasKeys(dnsConfig) && { dnsConfig }),
  };
}
