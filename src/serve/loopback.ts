// Loopback only, unless the user said otherwise: a laptop must not serve its network by accident.
import { networkInterfaces } from 'node:os';

/** The loopback addresses of this machine: IPv4, and IPv6 where there is one. */
export function loopbackHosts(interfaces = networkInterfaces()): readonly string[] {
  const addresses = Object.values(interfaces).flatMap((list) => list ?? []);
  return addresses.some(({ address }) => address === '::1') ? ['127.0.0.1', '::1'] : ['127.0.0.1'];
}
