// What the API server fills in (kubernetes/pkg/apis/core/v1, SetDefaults_Service). Cluster IPs are left out: there is
// no cluster network. Node ports come from node-ports.ts, for they depend on the other Services.
import { withProtocol } from '../port-rules.ts';
import type { Service, ServicePort, ServiceSpec } from '../service.ts';

const affinityTimeoutSeconds = 10_800;

export function defaultService(service: Service): Service {
  const { spec = {} } = service;
  const type = spec.type ?? 'ClusterIP';
  return {
    ...service,
    spec: { ...trafficDefaults(type), ...spec, ...affinityDefaults(spec), type, ...portDefaults(spec) },
  };
}

function trafficDefaults(type: string): object {
  const external = type === 'NodePort' || type === 'LoadBalancer';
  return {
    ...(type === 'ExternalName' ? {} : { internalTrafficPolicy: 'Cluster' }),
    ...(external ? { externalTrafficPolicy: 'Cluster' } : {}),
    ...(type === 'LoadBalancer' ? { allocateLoadBalancerNodePorts: true } : {}),
  };
}

function affinityDefaults({ sessionAffinity = 'None', sessionAffinityConfig }: ServiceSpec): object {
  if (sessionAffinity !== 'ClientIP') return { sessionAffinity };
  return {
    sessionAffinity,
    sessionAffinityConfig: sessionAffinityConfig ?? { clientIP: { timeoutSeconds: affinityTimeoutSeconds } },
  };
}

function portDefaults({ ports }: ServiceSpec): object {
  return ports === undefined ? {} : { ports: ports.map(defaultPort) };
}

function defaultPort(port: ServicePort): ServicePort {
  const { targetPort } = port;
  const unset = targetPort === undefined || targetPort === 0 || targetPort === '';
  return { ...withProtocol(port), targetPort: unset ? port.port : targetPort };
}
