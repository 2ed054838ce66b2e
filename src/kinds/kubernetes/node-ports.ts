// Node ports: where a Service of type NodePort or LoadBalancer is reached on the machine itself.
import type { Service, ServicePort } from './service.ts';

/** The API server's default --service-node-port-range. */
export const nodePortRange = { first: 30_000, last: 32_767 } as const;

export interface NodePortOptions {
  /** Whether another Service has a node port with this protocol. */
  readonly isTaken: (nodePort: number, protocol: string) => boolean;
  /** From 0 up to 1: where the search for a free port begins. */
  readonly random: () => number;
  /** The stored Service that this one replaces: its ports keep their node ports. */
  readonly previous?: Service | undefined;
}

/**
 * Gives the ports of a NodePort or LoadBalancer Service a node port where they have none. Two ports of one number and
 * different protocols share it, as in Kubernetes. A port stays without one when the range is used up.
 */
export function allocateNodePorts(service: Service, options: NodePortOptions): Service {
  const { spec } = service;
  if (spec?.ports === undefined || !getsNodePorts(service)) return service;
  const ports: ServicePort[] = [];
  for (const [index, port] of spec.ports.entries()) {
    const settled = [...ports, ...spec.ports.slice(index + 1)];
    ports.push(port.nodePort ? port : withNodePort(port, settled, options));
  }
  return { ...service, spec: { ...spec, ports } };
}

function getsNodePorts({ spec }: Service): boolean {
  if (spec?.type === 'LoadBalancer') return spec.allocateLoadBalancerNodePorts !== false;
  return spec?.type === 'NodePort';
}

function withNodePort(port: ServicePort, siblings: readonly ServicePort[], options: NodePortOptions): ServicePort {
  const protocol = port.protocol ?? 'TCP';
  const isFree = (nodePort: number): boolean =>
    !options.isTaken(nodePort, protocol) &&
    !siblings.some((sibling) => sibling.nodePort === nodePort && (sibling.protocol ?? 'TCP') === protocol);
  const wishes = [keptNodePort(port, options.previous), sharedNodePort(port, siblings)];
  const nodePort = wishes.find((wish) => wish !== undefined && isFree(wish)) ?? firstFree(isFree, options.random());
  return nodePort === undefined ? port : { ...port, nodePort };
}

function keptNodePort({ port, protocol = 'TCP' }: ServicePort, previous: Service | undefined): number | undefined {
  return previous?.spec?.ports?.find((old) => old.port === port && (old.protocol ?? 'TCP') === protocol)?.nodePort;
}

function sharedNodePort({ port }: ServicePort, siblings: readonly ServicePort[]): number | undefined {
  return siblings.find((sibling) => sibling.port === port)?.nodePort;
}

function firstFree(isFree: (nodePort: number) => boolean, start: number): number | undefined {
  const size = nodePortRange.last - nodePortRange.first + 1;
  const offset = Math.floor(start * size);
  for (let step = 0; step < size; step++) {
    const nodePort = nodePortRange.first + ((offset + step) % size);
    if (isFree(nodePort)) return nodePort;
  }
  return undefined;
}
