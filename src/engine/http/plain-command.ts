// The %COMMANDS% without an argument: all of Envoy's but those that lib/ lists as having no value in this engine.
import { hostname } from 'node:os';
import type { AddressCommand, PlainCommand } from '../../lib/formatter/command-names.ts';
import type { PlainCommandWithoutValue } from '../../lib/formatter/commands-without-value.ts';
import { peerReaders } from './peer-command.ts';
import { longFlags } from './response-flags.ts';
import type { StreamInfo } from './stream-info.ts';

type Reader = (info: StreamInfo) => string | undefined;

/** Of what an Istio gateway has not: internal listeners, QUIC, tracing, virtual clusters, fingerprints of TLS clients. */
const never: Reader = () => undefined;

export const plainReaders: Readonly<Record<Exclude<PlainCommand, PlainCommandWithoutValue>, Reader>> = {
  ...peerReaders,
  ACCESS_LOG_TYPE: accessLogType,
  BYTES_RECEIVED: (info) => `${info.bytesReceived}`,
  BYTES_SENT: (info) => `${info.bytesSent}`,
  CONNECTION_ID: (info) => `${info.connection.id}`,
  CONNECTION_TERMINATION_DETAILS: never,
  CUSTOM_FLAGS: never,
  DOWNSTREAM_DIRECT_LOCAL_ADDRESS: (info) => socketAddress(info.connection.localAddress, info.connection.localPort),
  DOWNSTREAM_DIRECT_LOCAL_ADDRESS_ENDPOINT_ID: never,
  DOWNSTREAM_DIRECT_LOCAL_PORT: (info) => `${info.connection.localPort}`,
  DOWNSTREAM_DIRECT_REMOTE_ADDRESS: (info) => socketAddress(info.connection.remoteAddress, info.connection.remotePort),
  DOWNSTREAM_DIRECT_REMOTE_PORT: (info) => `${info.connection.remotePort}`,
  DOWNSTREAM_LOCAL_ADDRESS: (info) => socketAddress(info.connection.localAddress, info.connection.localPort),
  DOWNSTREAM_LOCAL_ADDRESS_ENDPOINT_ID: never,
  DOWNSTREAM_LOCAL_PORT: (info) => `${info.connection.localPort}`,
  DOWNSTREAM_PEER_DNS_SAN: (info) => info.connection.tls?.peer?.dnsSans.join(',') || undefined,
  DOWNSTREAM_PEER_FINGERPRINT_256: (info) => info.connection.tls?.peer?.sha256,
  DOWNSTREAM_PEER_SUBJECT: (info) => info.connection.tls?.peer?.subject,
  DOWNSTREAM_PEER_URI_SAN: (info) => info.connection.tls?.peer?.uriSans.join(',') || undefined,
  DOWNSTREAM_REMOTE_ADDRESS: (info) => socketAddress(info.trustedAddress, remotePort(info)),
  DOWNSTREAM_REMOTE_PORT: (info) => `${remotePort(info)}`,
  DOWNSTREAM_TLS_CIPHER: (info) => info.connection.tls?.cipher,
  DOWNSTREAM_TLS_VERSION: (info) => info.connection.tls?.version,
  DOWNSTREAM_TRANSPORT_FAILURE_REASON: never,
  DURATION: (info) => elapsed(info.startedTick, info.endedTick),
  GRPC_STATUS_NUMBER: (info) => grpcStatus(info),
  HOSTNAME: () => hostname(),
  LISTENER_NAME: (info) => info.connection.listenerName,
  PROTOCOL: (info) => info.protocol,
  REQUEST_DURATION: (info) => elapsed(info.startedTick, info.requestCompleteTick),
  RESPONSE_CODE: (info) => `${info.responseCode}`,
  RESPONSE_DURATION: (info) => elapsed(info.startedTick, info.responseStartedTick),
  RESPONSE_FLAGS: (info) => info.flags || undefined,
  RESPONSE_FLAGS_LONG: (info) => longFlags(info.flags) || undefined,
  RESPONSE_TX_DURATION: (info) => elapsed(info.responseStartedTick, info.endedTick),
  ROUNDTRIP_DURATION: never,
  ROUTE_NAME: (info) => info.routeName || undefined,
  SPAN_ID: never,
  STREAM_ID: (info) => info.request.headers.get('x-request-id'),
  TLS_JA3_FINGERPRINT: never,
  TLS_JA4_FINGERPRINT: never,
  TRACE_ID: never,
  UPSTREAM_CLUSTER: (info) => info.clusterStatName || undefined,
  UPSTREAM_CLUSTER_RAW: (info) => info.clusterName || undefined,
  UPSTREAM_HOST: (info) => info.upstreamAddress || undefined,
  UPSTREAM_LOCAL_ADDRESS: (info) => info.upstreamLocalAddress || undefined,
  UPSTREAM_LOCAL_PORT: (info) => portOf(info.upstreamLocalAddress),
  UPSTREAM_REMOTE_ADDRESS: (info) => info.upstreamAddress || undefined,
  UPSTREAM_REMOTE_ADDRESS_ENDPOINT_ID: never,
  UPSTREAM_REMOTE_PORT: (info) => portOf(info.upstreamAddress),
  UPSTREAM_REQUEST_ATTEMPT_COUNT: (info) => `${info.attempts}`,
  UPSTREAM_TRANSPORT_FAILURE_REASON: (info) => info.upstreamFailure || undefined,
  VIRTUAL_CLUSTER_NAME: never,
};

/** Addresses without port. */
export const addressReaders: Readonly<Partial<Record<AddressCommand, Reader>>> = {
  DOWNSTREAM_DIRECT_LOCAL_ADDRESS_WITHOUT_PORT: (info) => info.connection.localAddress,
  DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT: (info) => info.connection.remoteAddress,
  DOWNSTREAM_LOCAL_ADDRESS_WITHOUT_PORT: (info) => info.connection.localAddress,
  DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT: (info) => info.trustedAddress,
  UPSTREAM_LOCAL_ADDRESS_WITHOUT_PORT: (info) => withoutPort(info.upstreamLocalAddress),
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

/** A header operation comes before there is a log. */
function accessLogType({ protocol, endedTick }: StreamInfo): string {
  if (endedTick === 0) return 'NotSet';
  return protocol === undefined ? 'TcpConnectionEnd' : 'DownstreamEnd';
}

function portOf(address: string): string | undefined {
  return /:(\d+)$/.exec(address)?.[1];
}

function withoutPort(address: string): string | undefined {
  return address.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1') || undefined;
}

function elapsed(from: number, to: number): string | undefined {
  return from === 0 || to === 0 ? undefined : `${Math.max(0, Math.round(to - from))}`;
}
