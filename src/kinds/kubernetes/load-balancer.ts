// Where an Ingress or a Service is reached. The status is never stored: it is computed from the running server when
// the object is read.
import { none } from './cell.ts';
import type { LoadBalancerIngress } from './service.ts';

export interface LoadBalancerStatus {
  readonly loadBalancer?: { readonly ingress?: readonly LoadBalancerIngress[] };
}

/** What a running server tells: its address, and the ports that are bound for the object. */
export interface Reached {
  /** undefined where no server runs. */
  readonly address: string | undefined;
  readonly ports?: readonly number[];
}

/** Returns the status of an object that is reached at an address. */
export function loadBalancerStatus({ address, ports = [] }: Reached): LoadBalancerStatus {
  if (address === undefined) return { loadBalancer: {} };
  const boundPorts = ports.map((port) => ({ port, protocol: 'TCP' }));
  return { loadBalancer: { ingress: [{ ip: address, ...(boundPorts.length > 0 ? { ports: boundPorts } : {}) }] } };
}

/** The addresses without ports, as kubectl's ADDRESS and EXTERNAL-IP show them. */
export function addressCell(status: LoadBalancerStatus | undefined): string {
  const entries = status?.loadBalancer?.ingress ?? [];
  return [...new Set(entries.map(({ ip, hostname }) => ip || hostname || ''))]
    .filter((address) => address !== '')
    .join(',');
}

/** The sockets that are really bound: `127.0.0.1:31380`. */
export function reachedCell(status: LoadBalancerStatus | undefined): string {
  const sockets = (status?.loadBalancer?.ingress ?? []).flatMap(({ ip, hostname, ports = [] }) =>
    ports.map(({ port }) => `${bracketed(ip || hostname || '')}:${port}`),
  );
  return sockets.join(',') || none;
}

function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
