// Limits on connections and requests to the endpoints of a host.
import { int32, istioDuration, uint32 } from '../istio-schema.ts';
import { boolean, duration, field, type Infer, notEnforced, object, oneOfStrings } from '../schema.ts';

const tcpKeepalive = object({
  probes: field(
    uint32,
    'Probes without answer before a connection is dead. Default: of the system.',
    notEnforced('Node.js sets the time before the first probe only; ten probes follow'),
  ),
  time: field(istioDuration, 'Idle time before the first probe. Default: of the system.'),
  interval: field(
    istioDuration,
    'Time between probes. Default: of the system.',
    notEnforced('Node.js sets the time before the first probe only; probes are a second apart'),
  ),
});

export const tcpSettings = object({
  maxConnections: field(int32, 'Most connections to the host. Default 2^32-1.'),
  connectTimeout: field(istioDuration, 'Limit for connecting. Default 10s.'),
  tcpKeepalive: field(tcpKeepalive, 'Keep-alive of the sockets. Default: as in the mesh config.'),
  maxConnectionDuration: field(istioDuration, 'Age at which a connection is closed. Default: none.'),
  idleTimeout: field(duration(), 'Idle time after which a TCP connection is closed. Default 1h.'),
});

const http2KeepAlive = object({
  interval: field(istioDuration, 'Time between PINGs.'),
  timeout: field(istioDuration, 'How long the answer to a PING may take.'),
});

export const httpSettings = object({
  http1MaxPendingRequests: field(int32, 'Most requests waiting for a connection. Default 2^32-1.'),
  http2MaxRequests: field(int32, 'Most requests at a time. Default 2^32-1.'),
  maxRequestsPerConnection: field(int32, 'Requests after which a connection is closed. Default: none.'),
  maxRetries: field(int32, 'Most retries at a time. Default 2^32-1.'),
  idleTimeout: field(istioDuration, 'Idle time after which a pooled connection is closed. Default 1h.'),
  h2UpgradePolicy: field(
    oneOfStrings('DEFAULT', 'DO_NOT_UPGRADE', 'UPGRADE'),
    'Whether HTTP/2 is spoken to endpoints. Default: as in the mesh config.',
  ),
  useClientProtocol: field(boolean(), 'Speaks to endpoints the protocol that the client speaks. Default false.'),
  maxConcurrentStreams: field(int32, 'Most streams on one HTTP/2 connection. Default: of Envoy.'),
  http2KeepAlive: field(http2KeepAlive, 'PINGs on HTTP/2 connections. Default: none.'),
});

export const connectionPool = object({
  tcp: field(tcpSettings, 'For all protocols.'),
  http: field(httpSettings, 'For HTTP.'),
});

export type TcpSettings = Infer<typeof tcpSettings>;
export type HttpSettings = Infer<typeof httpSettings>;
export type ConnectionPool = Infer<typeof connectionPool>;
