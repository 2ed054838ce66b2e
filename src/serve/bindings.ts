// Which sockets a listener is reached on: input to the engine beside the config, for the config keeps `0.0.0.0_80`.
import type { Listener } from '../envoy/listener.ts';
import type { ServiceTarget } from '../snapshot/proxy.ts';

export interface Socket {
  /** An address, or the path of a socket without a port. */
  readonly host: string;
  readonly port: number;
}

export interface BindingPolicy {
  /** Gateway server port -> ports that replace all other sockets of that server port (`--port 80=8080`). */
  readonly ports: ReadonlyMap<number, readonly number[]>;
  /** Hosts for wildcard listeners: loopback addresses unless `--bind` said otherwise. */
  readonly hosts: readonly string[];
}

const WILDCARDS = new Set(['0.0.0.0', '::']);

/**
 * The sockets of each listener, by its name. A listener on port P is reached on the node ports of the Service ports
 * that lead to P, and on P itself; a port given by `--port` for one of its Gateway server ports replaces all of them.
 * A listener with an address of its own (a Gateway server's `bind`) keeps that address.
 */
export function socketBindings(
  listeners: readonly Listener[],
  targets: readonly ServiceTarget[],
  policy: BindingPolicy,
): Map<string, Socket[]> {
  const bindings = new Map<string, Socket[]>();
  for (const { name, address } of listeners) {
    if (address.pipe !== undefined) bindings.set(name, [{ host: address.pipe.path, port: 0 }]);
    if (address.socketAddress === undefined) continue;
    const { address: host, portValue } = address.socketAddress;
    const hosts = WILDCARDS.has(host) ? policy.hosts : [host];
    const ports = portsOf(portValue, targets, policy.ports);
    bindings.set(
      name,
      ports.flatMap((port) => hosts.map((h) => ({ host: h, port }))),
    );
  }
  return bindings;
}

function portsOf(
  listenerPort: number,
  targets: readonly ServiceTarget[],
  replaced: ReadonlyMap<number, readonly number[]>,
): number[] {
  const leading = targets.filter((target) => target.targetPort === listenerPort);
  const serverPorts = leading.length > 0 ? leading.map((target) => target.port) : [listenerPort];
  const given = serverPorts.flatMap((port) => replaced.get(port) ?? []);
  if (given.length > 0) return [...new Set(given)];
  const nodePorts = leading.flatMap((target) => (target.nodePort === undefined ? [] : [target.nodePort]));
  return [...new Set([...nodePorts, listenerPort])];
}
