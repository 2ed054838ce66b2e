import { statusText } from '../codec/status-text.ts';
import type { LocalReply } from './local-reply.ts';
import type { Protocol, ProtocolError } from './stream.ts';

/** What Envoy says of a request that its connection manager refuses, other than what the status means. */
const TEXTS = new Map([
  ['missing_host_header', ''],
  ['request_header_timeout', 'request header timeout'],
  ['stream_idle_timeout', 'stream timeout'],
]);

/** The answer to a message that is none: `sendProtocolError` of Envoy's HTTP/1 codec says what the status means. */
export function protocolErrorReply({ status, details }: ProtocolError, protocol: Protocol): LocalReply {
  const text = protocol === 'HTTP/2' ? '' : statusText(status);
  return { status, body: TEXTS.get(details) ?? text, details };
}
