// Which listener a client reaches on a port of this machine, or of the gateway's Service.
import type { ServerStatus } from '../../control/protocol.ts';
import type { Listener } from '../../envoy/listener.ts';
import type { ServiceTarget } from '../../snapshot/proxy.ts';
import type { Step } from './decision.ts';
import type { SourceFinder } from './source-finder.ts';
import type { WhyRequest } from './why-request.ts';

export interface Reach {
  readonly listeners: readonly Listener[];
  readonly serviceTargets: readonly ServiceTarget[];
  /** Of the running server, whose sockets may differ (`serve --port`). */
  readonly servicePorts: ServerStatus['servicePorts'];
}

export interface ChosenListener {
  readonly listener: Listener;
  /** The port that the listener's socket has in the configuration. */
  readonly port: number;
  readonly step: Step;
}

/** Finds the listener; undefined where nothing listens for that port. */
export function chooseListener(
  { host, port }: WhyRequest,
  reach: Reach,
  find: SourceFinder,
): ChosenListener | undefined {
  const bound = boundPort(port, reach);
  const onPort = reach.listeners.filter((one) => portOf(one) === bound);
  const listener =
    onPort.find((one) => addressOf(one) === host) ??
    onPort.find((one) => ['0.0.0.0', '::'].includes(addressOf(one))) ??
    onPort[0];
  if (listener === undefined) return undefined;
  const passedOver = reach.listeners
    .filter((one) => one !== listener)
    .map((one) => ({ name: one.name, ...find(one.metadata), reasons: [`listens on port ${portOf(one)}`] }));
  const detail = port === bound ? undefined : `port ${port} leads to port ${bound}`;
  const step: Step = {
    stage: 'listener',
    name: listener.name,
    ...(detail !== undefined && { detail }),
    ...find(listener.metadata),
    passedOver,
  };
  return { listener, port: bound, step };
}

/** The ports that lead somewhere, for a message: `80 (31380), 443 (31390)`. */
export function reachablePorts({ listeners, serviceTargets }: Reach): string {
  const ports = [...new Set(listeners.map(portOf))]
    .sort((left, right) => left - right)
    .map((port) => {
      const nodePorts = serviceTargets
        .filter(({ targetPort }) => targetPort === port)
        .flatMap((one) => one.nodePort ?? []);
      const shown = [...new Set(nodePorts)].sort((left, right) => left - right).join(', ');
      return shown === '' ? `${port}` : `${port} (${shown})`;
    });
  return ports.join(', ');
}

/** What is asked for may be a socket of the running server, a node port, a port of the Service, or a listener's own. */
function boundPort(port: number, { serviceTargets, servicePorts }: Reach): number {
  const reached = servicePorts.find(({ sockets }) => sockets.some((socket) => socket.port === port));
  const target =
    serviceTargets.find((one) => reached !== undefined && isSame(one, reached)) ??
    serviceTargets.find(({ nodePort }) => nodePort === port) ??
    serviceTargets.find((one) => one.port === port);
  return target?.targetPort ?? port;
}

function isSame(target: ServiceTarget, reached: Reach['servicePorts'][number]): boolean {
  const { serviceName, serviceNamespace, port } = target;
  return serviceName === reached.service && serviceNamespace === reached.namespace && port === reached.port;
}

function portOf({ address }: Listener): number {
  return address.socketAddress?.portValue ?? 0;
}

function addressOf({ address }: Listener): string {
  return address.socketAddress?.address ?? '';
}
