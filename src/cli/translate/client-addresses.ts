// Where clients reach a listener: on the sockets of the running server, else on the node ports that it would bind.
import type { ServerStatus } from '../../control/protocol.ts';
import type { Listener } from '../../envoy/listener.ts';
import type { ServiceTarget } from '../../snapshot/proxy.ts';

export interface ClientAddress {
  readonly host: string;
  readonly port: number;
}

export interface Reachability {
  readonly serviceTargets: readonly ServiceTarget[];
  /** Of the running server; undefined where none runs. */
  readonly servicePorts: ServerStatus['servicePorts'] | undefined;
}

/** Where wildcard listeners are bound unless `serve --bind` says otherwise. */
const loopbackOf: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** The addresses of a listener, that of today's gateway first; its own port where no Service leads to it. */
export function clientAddresses({ address }: Listener, reach: Reachability): readonly ClientAddress[] {
  const port = address.socketAddress?.portValue;
  if (port === undefined) return [];
  const targets = reach.serviceTargets.filter(({ targetPort }) => targetPort === port);
  const found = reach.servicePorts === undefined ? nodePorts(targets) : sockets(targets, reach.servicePorts);
  const known = new Map(found.map((one) => [`${one.host} ${one.port}`, one]));
  if (known.size > 0) return [...known.values()];
  const host = address.socketAddress?.address ?? '';
  return [{ host: loopbackOf[host] ?? host, port }];
}

function nodePorts(targets: readonly ServiceTarget[]): readonly ClientAddress[] {
  return targets.flatMap(({ nodePort }) => (nodePort === undefined ? [] : [{ host: '127.0.0.1', port: nodePort }]));
}

function sockets(targets: readonly ServiceTarget[], ports: ServerStatus['servicePorts']): readonly ClientAddress[] {
  return targets.flatMap(({ serviceName, serviceNamespace, port }) =>
    ports
      .filter((one) => one.service === serviceName && one.namespace === serviceNamespace && one.port === port)
      .flatMap((one) => one.sockets),
  );
}
