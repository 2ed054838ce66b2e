// What of an object is never stored: it depends on the server that runs, and is filled in when the object is read.
import type { Kind } from '../kinds/kind.ts';
import type { Deployment } from '../kinds/kubernetes/deployment.ts';
import { deriveDeploymentStatus } from '../kinds/kubernetes/derived-pods.ts';
import type { Ingress } from '../kinds/kubernetes/ingress.ts';
import { deriveIngressStatus } from '../kinds/kubernetes/ingress-status.ts';
import type { Reached } from '../kinds/kubernetes/load-balancer.ts';
import type { Service } from '../kinds/kubernetes/service.ts';
import { deriveServiceStatus } from '../kinds/kubernetes/service-status.ts';
import type { KubeObject } from '../kinds/object.ts';
import type { Machine } from './machine.ts';

/** Tells whether reading a kind needs to know about the running server. */
export function dependsOnMachine({ group, kind }: Kind): boolean {
  return ['/Pod', '/Service', 'apps/Deployment', 'networking.k8s.io/Ingress'].includes(`${group}/${kind}`);
}

/** Returns the object with its status as the machine makes it. */
export function withComputedStatus({ group, kind }: Kind, object: KubeObject, machine: Machine): KubeObject {
  switch (`${group}/${kind}`) {
    case '/Service':
      return deriveServiceStatus(object as Service, reachService(object, machine));
    case 'apps/Deployment':
      return deriveDeploymentStatus(object as Deployment, { serverRunning: machine.isServing });
    case 'networking.k8s.io/Ingress':
      return deriveIngressStatus(object as Ingress, reachIngress(object as Ingress, machine));
    default:
      return object;
  }
}

function reachService({ metadata }: KubeObject, { servicePorts }: Machine): Reached {
  return reachedAt(
    servicePorts.filter(({ namespace, service }) => namespace === metadata.namespace && service === metadata.name),
  );
}

/** An Ingress is reached on the HTTP port of the gateways, and with TLS on the HTTPS port, too. */
function reachIngress({ spec }: Ingress, { servicePorts }: Machine): Reached {
  const ports = spec?.tls?.length ? [80, 443] : [80];
  return reachedAt(servicePorts.filter(({ port }) => ports.includes(port)));
}

function reachedAt(servicePorts: Machine['servicePorts']): Reached {
  const sockets = servicePorts.flatMap((one) => one.sockets);
  const address = sockets[0]?.host;
  // One address is shown; with `--port N=0` the other family has other ports.
  const ports = sockets.filter(({ host }) => host === address).map(({ port }) => port);
  return { address, ports: [...new Set(ports)] };
}
