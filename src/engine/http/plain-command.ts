// The %COMMANDS% without an argument. Those of Envoy that have no line here have no value in this engine.
import { hostname } from 'node:os';
import type { AddressCommand, PlainCommand } from '../../lib/formatter/command-names.ts';
import type { StreamInfo } from './stream-info.ts';

type Reader = (info: StreamInfo) => string | undefined;

export const plainReaders: Readonly<Partial<Record<PlainCommand, Reader>>> = {
  BYTES_RECEIVED: (info) => `${info.bytesReceived}`,
  BYTES_SENT: (info) => `${info.bytesSent}`,
  CONNECTION_ID: (info) => `${info.connection.id}`,
  DOWNSTREAM_DIRECT_LOCAL_ADDRESS: (info) => socketAddress(info.connection.localAddress, info.connection.localPort),
  DOWNSTREAM_DIRECT_LOCAL_PORT: (info) => `${info.connection.localPort}`,
  DOWNSTREAM_DIRECT_REMOTE_ADDRESS: (info) => socketAddress(info.connection.remoteAddress, info.connection.remotePort),
  DOWNSTREAM_DIRECT_REMOTE_PORT: (info) => `${info.connection.remotePort}`,
  DOWNSTREAM_LOCAL_ADDRESS: (info) => socketAddress(info.connection.localAddress, info.connection.localPort),
  DOWNSTREAM_LOCAL_PORT: (info) => `${info.connection.localPort}`,
  DOWNSTREAM_PEER_DNS_SAN: (info) => info.connection.tls?.peer?.dnsSans.join(',') || undefined,
  DOWNSTREAM_PEER_FINGERPRINT_256: (info) => info.connection.tls?.peer?.sha256,
  DOWNSTREAM_PEER_SUBJECT: (info) => info.connection.tls?.peer?.subject,
  DOWNSTREAM_PEER_URI_SAN: (info) => info.connection.tls?.peer?.uriSans.join(',') || undefined,
  DOWNSTREAM_REMOTE_ADDRESS: (info) => socketAddress(info.trustedAddress, remotePort(info)),
  DOWNSTREAM_REMOTE_PORT: (info) => `${remotePort(info)}`,
  DOWNSTREAM_TLS_CIPHER: (info) => info.connection.tls?.cipher,
  DOWNSTREAM_TLS_VERSION: (info) => info.connection.tls?.version,
  DURATION: (info) => elapsed(info.startedTick, info.endedTick),
  GRPC_STATUS_NUMBER: (info) => grpcStatus(info),
  HOSTNAME: () => hostname(),
  PROTOCOL: (info) => info.protocol,
  REQUEST_DURATION: (info) => elapsed(info.startedTick, info.requestCompleteTick),
  RESPONSE_CODE: (info) => `${info.responseCode}`,
  RESPONSE_DURATION: (info) => elapsed(info.startedTick, info.responseStartedTick),
  RESPONSE_FLAGS: (info) => info.flags || undefined,
  RESPONSE_TX_DURATION: (info) => elapsed(info.responseStartedTick, info.endedTick),
  ROUTE_NAME: (info) => info.routeName || undefined,
  STREAM_ID: (info) => info.request.headers.get('x-request-id'),
  UPSTREAM_CLUSTER: (info) => info.clusterStatName || undefined,
  UPSTREAM_CLUSTER_RAW: (info) => info.clusterName || undefined,
  UPSTREAM_HOST: (info) => info.upstreamAddress || undefined,
  UPSTREAM_LOCAL_ADDRESS: (info) => info.upstreamLocalAddress,
  UPSTREAM_REMOTE_ADDRESS: (info) => info.upstreamAddress || undefined,
  UPSTREAM_REQUEST_ATTEMPT_COUNT: (info) => `${info.attempts}`,
  UPSTREAM_TRANSPORT_FAILURE_REASON: (info) => info.upstreamFailure || undefined,
};

/** Addresses without port. */
export const addressReaders: Readonly<Partial<Record<AddressCommand, Reader>>> = {
  DOWNSTREAM_DIRECT_LOCAL_ADDRESS_WITHOUT_PORT: (info) => info.connection.localAddress,
  DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT: (info) => info.connection.remoteAddress,
  DOWNSTREAM_LOCAL_ADDRESS_WITHOUT_PORT: (info) => info.connection.localAddress,
  DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT: (info) => info.trustedAddress,
  UPSTREAM_LOCAL_ADDRESS_WITHOUT_PORT: (info) => withoutPort(info.upstreamLocalAddress ?? ''),
  UPSTREAM_REMOTE_ADDRESS_WITHOUT_PORT: (info) => withoutPort(info.upstreamAddress),
};

/** The number in the trailers, else in the headers. */
export function grpcStatus(info: StreamInfo): string | undefined {
  return info.trailers?.get('grpc-status') ?? info.response?.headers.get('grpc-status');
}

/** An address that a trusted proxy named has no port. */
function remotePort({ connection, trustedAddress }: StreamInfo): number {
  return trustedAddress === connection.remoteAddress ? connection.remotePort : 0;
}

function socketAddress(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

function withoutPort(address: string): string | undefined {
  return address.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1') || undefined;
}

function elapsed(from: number, to: number): string | undefined {
  return from === 0 || to === 0 ? undefined : `${Math.max(0, Math.round(to - from))}`;
}
