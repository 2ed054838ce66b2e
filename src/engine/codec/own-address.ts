import type { Socket } from 'node:net';
import { socketAddressText } from '../../lib/socket-path.ts';

/** Our end of a connection, for logs: `127.0.0.1:40000`; '' where it has no address. */
export function ownAddress({ localAddress, localPort = 0 }: Socket): string {
  return localAddress === undefined ? '' : socketAddressText(localAddress, localPort);
}
