// The command operators that Envoy has a value for at an Istio gateway and the embedded proxy has not. Whoever writes a
// format with one is told; the proxy prints what Envoy prints where a value is absent.
import type { PlainCommand, TimeCommand } from './command-names.ts';
import type { CommandSegment, FormatSegment } from './format-segment.ts';

export const plainCommandsWithoutValue = [
  'BYTES_RETRANSMITTED',
  'DOWNSTREAM_CX_RTT',
  'DOWNSTREAM_DECOMPRESSED_HEADER_BYTES_RECEIVED',
  'DOWNSTREAM_DECOMPRESSED_HEADER_BYTES_SENT',
  'DOWNSTREAM_DETECTED_CLOSE_TYPE',
  'DOWNSTREAM_HANDSHAKE_DURATION',
  'DOWNSTREAM_HEADER_BYTES_RECEIVED',
  'DOWNSTREAM_HEADER_BYTES_SENT',
  'DOWNSTREAM_LOCAL_CLOSE_REASON',
  'DOWNSTREAM_LOCAL_DNS_SAN',
  'DOWNSTREAM_LOCAL_EMAIL_SAN',
  'DOWNSTREAM_LOCAL_IP_SAN',
  'DOWNSTREAM_LOCAL_OTHERNAME_SAN',
  'DOWNSTREAM_LOCAL_SUBJECT',
  'DOWNSTREAM_LOCAL_URI_SAN',
  'DOWNSTREAM_PEER_CHAIN_FINGERPRINTS_1',
  'DOWNSTREAM_PEER_CHAIN_FINGERPRINTS_256',
  'DOWNSTREAM_PEER_CHAIN_SERIALS',
  'DOWNSTREAM_PEER_ISSUER_FINGERPRINT_256',
  'DOWNSTREAM_PEER_ISSUER_SERIAL',
  'DOWNSTREAM_PEER_OTHERNAME_SAN',
  'DOWNSTREAM_TLS_GROUP',
  'DOWNSTREAM_TLS_SESSION_ID',
  'DOWNSTREAM_WIRE_BYTES_RECEIVED',
  'DOWNSTREAM_WIRE_BYTES_SENT',
  'FILTER_CHAIN_NAME',
  'LOCAL_REPLY_BODY',
  'PACKETS_RETRANSMITTED',
  'REQUEST_HEADERS_BYTES',
  'REQUEST_TX_DURATION',
  'RESPONSE_HEADERS_BYTES',
  'RESPONSE_TRAILERS_BYTES',
  'ROUTE_RESOLUTION_COUNT',
  'ROUTE_RESOLUTION_TIME_US',
  'UNIQUE_ID',
  'UPSTREAM_CONNECTION_ID',
  'UPSTREAM_CONNECTION_IDS_ATTEMPTED',
  'UPSTREAM_CONNECTION_POOL_READY_DURATION',
  'UPSTREAM_DECOMPRESSED_HEADER_BYTES_RECEIVED',
  'UPSTREAM_DECOMPRESSED_HEADER_BYTES_SENT',
  'UPSTREAM_DETECTED_CLOSE_TYPE',
  'UPSTREAM_HEADER_BYTES_RECEIVED',
  'UPSTREAM_HEADER_BYTES_SENT',
  'UPSTREAM_HOSTS_ATTEMPTED',
  'UPSTREAM_HOSTS_ATTEMPTED_WITHOUT_PORT',
  'UPSTREAM_HOST_NAME',
  'UPSTREAM_HOST_NAMES_ATTEMPTED',
  'UPSTREAM_HOST_NAMES_ATTEMPTED_WITHOUT_PORT',
  'UPSTREAM_HOST_NAME_WITHOUT_PORT',
  'UPSTREAM_LOCAL_CLOSE_REASON',
  'UPSTREAM_LOCAL_DNS_SAN',
  'UPSTREAM_LOCAL_IP_SAN',
  'UPSTREAM_LOCAL_URI_SAN',
  'UPSTREAM_PEER_CERT',
  'UPSTREAM_PEER_DNS_SAN',
  'UPSTREAM_PEER_IP_SAN',
  'UPSTREAM_PEER_ISSUER',
  'UPSTREAM_PEER_SUBJECT',
  'UPSTREAM_PEER_URI_SAN',
  'UPSTREAM_PROTOCOL',
  'UPSTREAM_SERVER_NAME',
  'UPSTREAM_TLS_CIPHER',
  'UPSTREAM_TLS_GROUP',
  'UPSTREAM_TLS_SESSION_ID',
  'UPSTREAM_TLS_VERSION',
  'UPSTREAM_WIRE_BYTES_RECEIVED',
  'UPSTREAM_WIRE_BYTES_SENT',
] as const satisfies readonly PlainCommand[];

export type PlainCommandWithoutValue = (typeof plainCommandsWithoutValue)[number];

const withoutValue: ReadonlySet<string> = new Set<PlainCommand | TimeCommand>([
  ...plainCommandsWithoutValue,
  'UPSTREAM_PEER_CERT_V_START',
  'UPSTREAM_PEER_CERT_V_END',
]);

/** The commands of a format that stay empty, each once. */
export function commandsWithoutValue(segments: readonly FormatSegment[]): readonly string[] {
  return [...new Set(segments.flatMap((segment) => (segment.kind === 'text' ? [] : unfilled(segment))))];
}

function unfilled(segment: CommandSegment): readonly string[] {
  switch (segment.kind) {
    case 'plain':
    case 'time':
      return withoutValue.has(segment.command) ? [segment.command] : [];
    case 'coalesce':
      return commandsWithoutValue(segment.operators);
    case 'duration':
      return ['COMMON_DURATION'];
    case 'extension':
      return [segment.command];
    default:
      return [];
  }
}
