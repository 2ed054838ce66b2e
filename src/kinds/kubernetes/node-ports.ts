// Node ports: where a Service of type NodePort or LoadBalancer is reached on the machine itself.
import { invalidValue } from '../field-problem.ts';
import type { Problem } from '../problem.ts';
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
  const allocation = new Allocation(spec.ports, options);
  return { ...service, spec: { ...spec, ports: spec.ports.map((port) => allocation.complete(port)) } };
}

/** What is wrong with node ports that another Service has already. */
export function nodePortConflicts({ spec }: Service, isTaken: NodePortOptions['isTaken']): readonly Problem[] {
  return (spec?.ports ?? []).flatMap((port, index) => {
    const { nodePort } = port;
    if (!nodePort || !isTaken(nodePort, protocolOf(port))) return [];
    return [invalidValue(`spec.ports[${index}].nodePort`, nodePort, 'provided port is already allocated')];
  });
}

function getsNodePorts({ spec }: Service): boolean {
  if (spec?.type === 'LoadBalancer') return spec.allocateLoadBalancerNodePorts !== false;
  return spec?.type === 'NodePort';
}

/** The node ports of one Service, as they are handed out. */
class Allocation {
  readonly #options: NodePortOptions;
  /** Node ports by protocol and number of the port: `TCP/80`. */
  readonly #kept: ReadonlyMap<string, number>;
  /** `TCP/31380` of the Service itself. */
  readonly #own = new Set<string>();
  readonly #byPort = new Map<number, number>();
  readonly #usedUp = new Set<string>();

  constructor(ports: readonly ServicePort[], options: NodePortOptions) {
    this.#options = options;
    const previous = options.previous?.spec?.ports ?? [];
    this.#kept = new Map(
      previous.flatMap((port) => (port.nodePort ? [[keyOf(port, port.port), port.nodePort] as const] : [])),
    );
    for (const port of ports) if (port.nodePort) this.#take(port, port.nodePort);
  }

  complete(port: ServicePort): ServicePort {
    if (port.nodePort) return port;
    const wishes = [this.#kept.get(keyOf(port, port.port)), this.#byPort.get(port.port)];
    const nodePort = wishes.find((wish) => wish !== undefined && this.#isFree(port, wish)) ?? this.#anyFree(port);
    if (nodePort === undefined) return port;
    this.#take(port, nodePort);
    return { ...port, nodePort };
  }

  #take(port: ServicePort, nodePort: number): void {
    this.#own.add(keyOf(port, nodePort));
    this.#byPort.set(port.port, nodePort);
  }

  #isFree(port: ServicePort, nodePort: number): boolean {
    return !this.#own.has(keyOf(port, nodePort)) && !this.#options.isTaken(nodePort, protocolOf(port));
  }

  #anyFree(port: ServicePort): number | undefined {
    if (this.#usedUp.has(protocolOf(port))) return undefined;
    const size = nodePortRange.last - nodePortRange.first + 1;
    const start = Math.floor(this.#options.random() * size);
    for (let step = 0; step < size; step++) {
      const nodePort = nodePortRange.first + ((start + step) % size);
      if (this.#isFree(port, nodePort)) return nodePort;
    }
    this.#usedUp.add(protocolOf(port));
    return undefined;
  }
}

function protocolOf({ protocol = 'TCP' }: ServicePort): string {
  return protocol;
}

function keyOf(port: ServicePort, number: number): string {
  return `${protocolOf(port)}/${number}`;
}
