// How every connection to an endpoint begins: the TCP connection, the PROXY protocol's header, TLS, keep-alive.
import { connect, type OnReadOpts, type Socket } from 'node:net';
import type { Cluster as ClusterConfig } from '../../envoy/cluster.ts';
import { isSocketPath, nodeSocketPath } from '../../lib/socket-path.ts';
import type { ClusterTls } from '../tls/upstream-tls.ts';
import type { UpstreamProtocol } from './connection-pools.ts';
import { keepAlive } from './keep-alive.ts';
import {
  type AddressPair,
  type ProxyProtocolVersion,
  proxyProtocolHeader,
  proxyProtocolLine,
} from './proxy-protocol-header.ts';
import { transportSocketOf } from './transport-socket.ts';

export interface ConnectionStart {
  readonly host: string;
  readonly port: number;
  readonly cluster: ClusterConfig;
  /** undefined: plaintext. */
  readonly tls: ClusterTls | undefined;
  readonly protocol: UpstreamProtocol;
  /** Where the TLS server name is that of the request. */
  readonly serverName?: string;
  readonly verifiesName?: boolean;
  /** Of the client, where the connection is for one alone. */
  readonly downstream?: AddressPair;
  readonly allowHalfOpen?: boolean;
  /** For plaintext: reads into one buffer. */
  readonly onread?: OnReadOpts;
}

/** Begins a connection; what is wrong with it shows as an error of the socket. */
export function beginConnection(start: ConnectionStart): Socket {
  const { cluster, tls } = start;
  const { proxyProtocol } = transportSocketOf(cluster.transportSocket);
  const isPath = isSocketPath(start.host);
  if (proxyProtocol === undefined && tls !== undefined && !isPath) return keepAlive(tls.connect(start), cluster);
  const { allowHalfOpen = false, onread } = start;
  const reads = onread === undefined || tls !== undefined ? {} : { onread };
  const socket = keepAlive(connect({ ...targetOf(start), noDelay: true, allowHalfOpen, ...reads }), cluster);
  if (proxyProtocol !== undefined) sendHeader(socket, proxyProtocol, start.downstream);
  return tls === undefined ? socket : tls.connect({ ...start, socket });
}

/** The header is written before anybody else has the socket; but for the one that tells of its own ends, which has to wait. */
function sendHeader(socket: Socket, version: ProxyProtocolVersion, downstream: AddressPair | undefined): void {
  if (version === 'V2') socket.write(proxyProtocolHeader(downstream));
  else if (downstream !== undefined) socket.write(proxyProtocolLine(downstream));
  // Listeners run in their order: pools write once they hear of the connection, which is after this.
  else socket.once('connect', () => socket.write(proxyProtocolLine(ownEnds(socket))));
}

function targetOf({ host, port }: ConnectionStart): { path: string } | { host: string; port: number } {
  return isSocketPath(host) ? { path: nodeSocketPath(host) } : { host, port };
}

function ownEnds(socket: Socket): AddressPair {
  return {
    source: { address: socket.localAddress ?? '', port: socket.localPort ?? 0 },
    destination: { address: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 },
  };
}
