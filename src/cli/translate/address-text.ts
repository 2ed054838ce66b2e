import type { Address } from '../../envoy/listener.ts';

/** `127.0.0.1:9000`, `[::1]:9000`, or the path of a Unix socket. */
export function addressText({ socketAddress, pipe }: Address): string {
  return socketAddress === undefined ? (pipe?.path ?? '') : hostAndPort(socketAddress.address, socketAddress.portValue);
}

/** Joins a host and a port as URLs do. */
export function hostAndPort(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
