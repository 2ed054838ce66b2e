// What serves the connections of one filter chain. It lives as long as the chain's config stays the same object.
import type { Socket } from 'node:net';
import type { FilterChain } from '../../envoy/listener.ts';
import type { TlsFacts } from '../http/stream.ts';

/** A connection as the listener accepted it. */
export interface AcceptedConnection {
  readonly socket: Socket;
  /** Bytes that were read to choose the chain; they come first. */
  readonly received: Buffer | undefined;
  readonly listenerName: string;
  /** The server name of a ClientHello that was read; '' without one. */
  readonly serverName: string;
}

export interface FilterChainServer {
  readonly chain: FilterChain;
  readonly connections: number;
  serve(connection: AcceptedConnection): void;
  /** Lets requests finish, closes idle connections now and the others when they are done. */
  drain(): void;
  /** Closes all connections at once. */
  close(): void;
}

/** The TLS end of a chain: handshakes, and nothing of what is said after them. */
export interface DownstreamTls {
  /**
   * Does the handshake; `onSecure` has the socket that speaks plaintext to us. A handshake that fails closes the
   * connection, and nobody hears of it here.
   */
  accept(connection: AcceptedConnection, onSecure: (socket: Socket, tls: TlsFacts) => void): void;
  close(): void;
}

/** Makes the TLS end of a chain that has a transport socket; throws where the config cannot be run. */
export type CreateDownstreamTls = (chain: FilterChain) => DownstreamTls;
