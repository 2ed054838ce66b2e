// What each %COMMAND% of Envoy's format strings means for one request. Absent values are undefined: access logs print
// `-` for them, header operations leave the header out.
import { hostname } from 'node:os';
import { formatStartTime } from './start-time.ts';
import type { StreamInfo } from './stream-info.ts';

export type FieldReader = (info: StreamInfo) => string | undefined;

const readers: Readonly<Record<string, FieldReader>> = {
  BYTES_RECEIVED: (info) => `${info.bytesReceived}`,
  BYTES_SENT: (info) => `${info.bytesSent}`,
  CONNECTION_ID: (info) => `${info.connection.id}`,
  CONNECTION_TERMINATION_DETAILS: () => undefined,
  DOWNSTREAM_DIRECT_REMOTE_ADDRESS: (info) => socketAddress(info.connection.remoteAddress, info.connection.remotePort),
  DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT: (info) => info.connection.remoteAddress,
  DOWNSTREAM_LOCAL_ADDRESS: (info) => socketAddress(info.connection.localAddress, info.connection.localPort),
  DOWNSTREAM_LOCAL_ADDRESS_WITHOUT_PORT: (info) => info.connection.localAddress,
  DOWNSTREAM_LOCAL_PORT: (info) => `${info.connection.localPort}`,
  DOWNSTREAM_PEER_SUBJECT: (info) => info.connection.tls?.peer?.subject,
  DOWNSTREAM_PEER_FINGERPRINT_256: (info) => info.connection.tls?.peer?.sha256,
  DOWNSTREAM_PEER_URI_SAN: (info) => info.connection.tls?.peer?.uriSans.join(',') || undefined,
  DOWNSTREAM_PEER_DNS_SAN: (info) => info.connection.tls?.peer?.dnsSans.join(',') || undefined,
  DOWNSTREAM_REMOTE_ADDRESS: (info) =>
    info.trustedAddress === info.connection.remoteAddress
      ? socketAddress(info.trustedAddress, info.connection.remotePort)
      : socketAddress(info.trustedAddress, 0),
  DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT: (info) => info.trustedAddress,
  DOWNSTREAM_REMOTE_PORT: (info) => `${info.connection.remotePort}`,
  DOWNSTREAM_TLS_CIPHER: (info) => info.connection.tls?.cipher,
  DOWNSTREAM_TLS_VERSION: (info) => info.connection.tls?.version,
  DURATION: (info) => elapsed(info.startedTick, info.endedTick),
  GRPC_STATUS_NUMBER: (info) => info.trailers?.get('grpc-status') ?? info.response?.headers.get('grpc-status'),
  HOSTNAME: () => hostname(),
  PROTOCOL: (info) => info.protocol,
  REQUESTED_SERVER_NAME: (info) => info.connection.tls?.sni || undefined,
  REQUEST_DURATION: (info) => elapsed(info.startedTick, info.requestCompleteTick),
  RESPONSE_CODE: (info) => `${info.response?.status ?? 0}`,
  RESPONSE_CODE_DETAILS: (info) => info.details || undefined,
  RESPONSE_DURATION: (info) => elapsed(info.startedTick, info.responseStartedTick),
  RESPONSE_FLAGS: (info) => info.flags || undefined,
  RESPONSE_TX_DURATION: (info) => elapsed(info.responseStartedTick, info.endedTick),
  ROUTE_NAME: (info) => info.routeName || undefined,
  STREAM_ID: (info) => info.request.headers.get('x-request-id'),
  UPSTREAM_CLUSTER: (info) => info.clusterStatName || undefined,
  UPSTREAM_CLUSTER_RAW: (info) => info.clusterName || undefined,
  UPSTREAM_HOST: (info) => info.upstreamAddress || undefined,
  UPSTREAM_LOCAL_ADDRESS: () => undefined,
  UPSTREAM_REMOTE_ADDRESS: (info) => info.upstreamAddress || undefined,
  UPSTREAM_REQUEST_ATTEMPT_COUNT: (info) => `${info.attempts}`,
  UPSTREAM_TRANSPORT_FAILURE_REASON: (info) => info.upstreamFailure || undefined,
};

const readersWithArgument: Readonly<Record<string, (argument: string) => FieldReader>> = {
  DYNAMIC_METADATA: () => () => undefined,
  FILTER_STATE: () => () => undefined,
  REQ: requestHeader,
  REQUEST_HEADER: requestHeader,
  RESP: responseHeader,
  RESPONSE_HEADER: responseHeader,
  START_TIME: (format) => (info) => formatStartTime(info.startedAt, format),
  TRAILER: responseTrailer,
  RESPONSE_TRAILER: responseTrailer,
};

/** Finds what reads a command; throws for one that the engine does not know, as Envoy refuses the config. */
export function fieldReader(command: string, argument: string | undefined, maxLength: number | undefined): FieldReader {
  const reader = Object.hasOwn(readersWithArgument, command)
    ? readersWithArgument[command]?.(argument ?? '')
    : Object.hasOwn(readers, command)
      ? readers[command]
      : undefined;
  if (reader === undefined) throw new Error(`not a command of the format: %${command}%`);
  return maxLength === undefined ? reader : (info) => reader(info)?.slice(0, maxLength);
}

/** `X-A?X-B`: the first that is there. */
function names(argument: string): [string, string] {
  const [first = '', second = ''] = argument.toLowerCase().split('?');
  return [first, second];
}

function requestHeader(argument: string): FieldReader {
  const [first, second] = names(argument);
  const read = (info: StreamInfo, name: string): string | undefined => {
    if (!name.startsWith(':')) return info.request.headers.get(name);
    const { method, path, authority, scheme } = info.request;
    return { ':method': method, ':path': path, ':authority': authority, ':scheme': scheme }[name];
  };
  return second === '' ? (info) => read(info, first) : (info) => read(info, first) ?? read(info, second);
}

function responseHeader(argument: string): FieldReader {
  const [first, second] = names(argument);
  const read = (info: StreamInfo, name: string): string | undefined =>
    name === ':status' && info.response !== undefined ? `${info.response.status}` : info.response?.headers.get(name);
  return second === '' ? (info) => read(info, first) : (info) => read(info, first) ?? read(info, second);
}

function responseTrailer(argument: string): FieldReader {
  const [first, second] = names(argument);
  return (info) => info.trailers?.get(first) ?? info.trailers?.get(second);
}

function socketAddress(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

function elapsed(from: number, to: number): string | undefined {
  return from === 0 || to === 0 ? undefined : `${Math.max(0, Math.round(to - from))}`;
}
