import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { CLUSTER_TIMES } from '../stats/layouts.ts';
import type { StatScope } from '../stats/stat-scope.ts';

/**
 * Records how long a new connection to an upstream takes to be made, handshake and all, and how long it lives.
 * @param stats of the cluster, laid out as `clusterStats`
 */
export function timeConnection(socket: Socket, stats: StatScope): Socket {
  const begun = performance.now();
  socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', () => {
    const connected = performance.now();
    stats.record(CLUSTER_TIMES.upstream_cx_connect_ms, connected - begun);
    socket.once('close', () => stats.record(CLUSTER_TIMES.upstream_cx_length_ms, performance.now() - connected));
  });
  return socket;
}
