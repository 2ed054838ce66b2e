import type { Cluster as ClusterConfig } from '../../envoy/cluster.ts';
import type { UpstreamTlsContext } from '../../envoy/tls.ts';
import type { ProxyProtocolVersion } from './proxy-protocol-header.ts';

/** How connections of a cluster begin. */
export interface TransportSocket {
  /** Sent before anything else. */
  readonly proxyProtocol: ProxyProtocolVersion | undefined;
  readonly tls: UpstreamTlsContext | undefined;
}

type SocketConfig = NonNullable<ClusterConfig['transportSocket']>;

interface ProxyProtocolConfig {
  readonly config?: { readonly version?: ProxyProtocolVersion };
  readonly transportSocket?: SocketConfig;
}

const PLAINTEXT: TransportSocket = { proxyProtocol: undefined, tls: undefined };

/** Reads what may be wrapped: TLS within the PROXY protocol. Throws for a socket that the engine does not know. */
export function transportSocketOf(socket: SocketConfig | undefined): TransportSocket {
  if (socket === undefined) return PLAINTEXT;
  switch (socket.name) {
    case 'envoy.transport_sockets.raw_buffer':
      return PLAINTEXT;
    case 'envoy.transport_sockets.tls':
      return { proxyProtocol: undefined, tls: socket.typedConfig as UpstreamTlsContext };
    case 'envoy.transport_sockets.upstream_proxy_protocol': {
      const { config, transportSocket } = socket.typedConfig as ProxyProtocolConfig;
      return { ...transportSocketOf(transportSocket), proxyProtocol: config?.version ?? 'V1' };
    }
    default:
      throw new Error(`the transport socket ${socket.name} is not known`);
  }
}
