import type { Socket } from 'node:net';
import type { Cluster as ClusterConfig } from '../../envoy/cluster.ts';

/**
 * Switches TCP keep-alive on for a new connection where its cluster says so. Of the settings Node takes the time before
 * the first probe; how many there are and how far apart is libuv's.
 */
export function keepAlive(socket: Socket, { upstreamConnectionOptions }: ClusterConfig): Socket {
  const settings = upstreamConnectionOptions?.tcpKeepalive;
  return settings === undefined ? socket : socket.setKeepAlive(true, (settings.keepaliveTime ?? 0) * 1000);
}
