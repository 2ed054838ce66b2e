// Protocols of ports (istio, pkg/config/protocol/instance.go).

const http: readonly string[] = ['http', 'http2', 'http_proxy', 'grpc', 'grpc-web'];
const tls: readonly string[] = ['https', 'tls'];
const tcp: readonly string[] = ['tcp', 'mongo', 'redis', 'mysql', ...tls];
const known: readonly string[] = [...http, ...tcp, 'udp'];

/** Whether Istio knows the protocol, in any case. */
export function isKnownProtocol(protocol: string): boolean {
  return known.includes(protocol.toLowerCase());
}

/** Plaintext HTTP of any version. */
export function isHttpProtocol(protocol: string): boolean {
  return http.includes(protocol.toLowerCase());
}

export function isTlsProtocol(protocol: string): boolean {
  return tls.includes(protocol.toLowerCase());
}

/** Everything that is carried as bytes where it is not terminated. */
export function isTcpProtocol(protocol: string): boolean {
  return tcp.includes(protocol.toLowerCase());
}
