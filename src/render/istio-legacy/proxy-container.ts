import { type IngressIdentity, isInjected } from './ingress-identity.ts';
import type { IngressGatewayValues, IngressValues } from './ingress-values.ts';
import { proxyEnvironment } from './proxy-environment.ts';
import { proxyMounts } from './proxy-volumes.ts';

const noPrivileges = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  privileged: false,
  readOnlyRootFilesystem: true,
};

const readinessProbe = {
  failureThreshold: 30,
  httpGet: { path: '/healthz/ready', port: 15021, scheme: 'HTTP' },
  initialDelaySeconds: 1,
  periodSeconds: 2,
  successThreshold: 1,
  timeoutSeconds: 1,
};

export function proxyContainer(values: IngressValues, ingress: IngressIdentity): unknown {
  const { imagePullPolicy } = values.global;
  const { gateway } = ingress;
  return {
    name: 'istio-proxy',
    // Istio's webhook puts its own image in the place of auto.
    image: isInjected(ingress) ? 'auto' : proxyImage(values),
    ...(imagePullPolicy && { imagePullPolicy }),
    ports: containerPorts(gateway),
    ...(!isInjected(ingress) && { args: proxyArgs(values), readinessProbe }),
    ...(gateway.runAsRoot !== true && { securityContext: noPrivileges }),
    resources: proxyResources(values, gateway),
    env: proxyEnvironment(values, ingress),
    volumeMounts: proxyMounts(values, ingress),
  };
}

function proxyImage({ global }: IngressValues): string {
  const { hub, tag, proxy = {} } = global;
  if (proxy.image?.includes('/')) return proxy.image;
  const variant = proxy.variant || global.variant;
  return `${hub}/${proxy.image || 'proxyv2'}:${tag}${variant ? `-${variant}` : ''}`;
}

function containerPorts({ ports = [] }: IngressGatewayValues): readonly unknown[] {
  return [
    ...ports.map(({ port, targetPort, protocol }) => ({
      containerPort: targetPort || port,
      protocol: protocol || 'TCP',
    })),
    { containerPort: 15090, protocol: 'TCP', name: 'http-envoy-prom' },
  ];
}

function proxyArgs({ global }: IngressValues): readonly string[] {
  const { proxy = {}, logging, logAsJson, sts } = global;
  return [
    ...['proxy', 'router', '--domain', `$(POD_NAMESPACE).svc.${proxy.clusterDomain}`],
    ...(proxy.logLevel ? [`--proxyLogLevel=${proxy.logLevel}`] : []),
    ...(proxy.componentLogLevel ? [`--proxyComponentLogLevel=${proxy.componentLogLevel}`] : []),
    ...(logging?.level ? [`--log_output_level=${logging.level}`] : []),
    ...(logAsJson ? ['--log_as_json'] : []),
    ...(sts?.servicePort ? [`--stsPort=${sts.servicePort}`] : []),
  ];
}

/** Without what is empty: that is how a user takes a default away. */
function proxyResources({ global }: IngressValues, { resources = {} }: IngressGatewayValues): unknown {
  const set = Object.entries(resources).flatMap(([kind, amounts = {}]) => {
    const kept = Object.entries(amounts).filter(([, amount]) => Boolean(amount));
    return kept.length === 0 ? [] : [[kind, Object.fromEntries(kept)] as const];
  });
  return set.length === 0 ? (global.defaultResources ?? {}) : Object.fromEntries(set);
}
