import type { ReachedServicePort } from '../control/protocol.ts';
import type { BoundSocket } from '../engine/engine.ts';
import { portOfListener } from '../envoy/listener-name.ts';
import type { ServiceTarget } from '../snapshot/proxy.ts';

/** On which sockets each Service port of the gateways is reached: those of the listener it leads to. */
export function reachedServicePorts(
  targets: readonly ServiceTarget[],
  bound: readonly BoundSocket[],
): ReachedServicePort[] {
  return targets.map(({ serviceName, serviceNamespace, port, targetPort }) => ({
    namespace: serviceNamespace,
    service: serviceName,
    port,
    sockets: bound
      .filter(({ listener }) => portOfListener(listener) === targetPort)
      .map(({ host, port: at }) => ({ host, port: at })),
  }));
}
