// Reads a TLS ClientHello without answering it: what Envoy's tls_inspector listener filter does to choose a filter
// chain. Bounded, allocation-free until the names are read, and never throws on any bytes.

/**
 * - incomplete: could still become a ClientHello, more bytes are needed
 * - plaintext: not one; Envoy then goes on as for a raw connection
 * - tls: with the names the choice of a chain depends on
 */
export type ClientHello =
  | { readonly state: 'incomplete' }
  | { readonly state: 'plaintext' }
  | { readonly state: 'tls'; readonly sni: string; readonly alpn: readonly string[] };

/** Envoy's limit for the handshake message (SSL3_RT_MAX_PLAIN_LENGTH). */
const MAX_CLIENT_HELLO_BYTES = 16_384;

const INCOMPLETE: ClientHello = { state: 'incomplete' };
const PLAINTEXT: ClientHello = { state: 'plaintext' };

const RECORD_HEADER_BYTES = 5;
const HANDSHAKE_HEADER_BYTES = 4;
const HANDSHAKE_RECORD = 22;
const CLIENT_HELLO = 1;
const SERVER_NAME_EXTENSION = 0;
const ALPN_EXTENSION = 16;

/** Most bytes worth reading before the answer is certain: a largest message in records of one byte is not a client. */
export const CLIENT_HELLO_READ_LIMIT = MAX_CLIENT_HELLO_BYTES * 2;

/**
 * Parses the first bytes of a connection (RFC 8446 sections 4.1.2, 4.2 and 5.1; RFC 6066 section 3; RFC 7301 section 3.1).
 * The message may be split over several records.
 */
export function parseClientHello(bytes: Buffer): ClientHello {
  const message = handshakeMessage(bytes);
  if (!Buffer.isBuffer(message)) return message;
  const extensions = extensionsOf(message);
  if (extensions === undefined) return PLAINTEXT;
  let sni = '';
  let alpn: string[] = [];
  let at = 0;
  while (at + 4 <= extensions.length) {
    const type = extensions.readUInt16BE(at);
    const length = extensions.readUInt16BE(at + 2);
    const body = extensions.subarray(at + 4, at + 4 + length);
    if (body.length < length) return PLAINTEXT;
    if (type === SERVER_NAME_EXTENSION) sni = serverName(body);
    if (type === ALPN_EXTENSION) alpn = protocolNames(body);
    at += 4 + length;
  }
  return { state: 'tls', sni, alpn };
}

/** The body of the ClientHello put together from its records, or why there is none. */
function handshakeMessage(bytes: Buffer): Buffer | ClientHello {
  const fragments: Buffer[] = [];
  let have = 0;
  let wanted = HANDSHAKE_HEADER_BYTES;
  let at = 0;
  while (have < wanted) {
    if (bytes.length === at) return INCOMPLETE;
    if (bytes[at] !== HANDSHAKE_RECORD || (bytes.length > at + 1 && bytes[at + 1] !== 3)) return PLAINTEXT;
    if (bytes.length < at + RECORD_HEADER_BYTES) return INCOMPLETE;
    const length = bytes.readUInt16BE(at + 3);
    // a handshake record may not be empty (RFC 8446 section 5.1)
    if (length === 0 || length > MAX_CLIENT_HELLO_BYTES) return PLAINTEXT;
    const fragment = bytes.subarray(at + RECORD_HEADER_BYTES, at + RECORD_HEADER_BYTES + length);
    fragments.push(fragment);
    have += fragment.length;
    if (wanted === HANDSHAKE_HEADER_BYTES && have >= HANDSHAKE_HEADER_BYTES) {
      const header = fragments.length === 1 ? fragment : Buffer.concat(fragments);
      const size = header.readUIntBE(1, 3);
      if (header[0] !== CLIENT_HELLO || size > MAX_CLIENT_HELLO_BYTES) return PLAINTEXT;
      wanted += size;
    }
    at += RECORD_HEADER_BYTES + length;
    if (fragment.length < length) return have >= wanted ? PLAINTEXT : INCOMPLETE;
  }
  const whole = fragments.length === 1 ? (fragments[0] as Buffer) : Buffer.concat(fragments);
  return whole.subarray(HANDSHAKE_HEADER_BYTES, wanted);
}

/** The extensions block; empty where the client sent none, undefined where the message does not add up. */
function extensionsOf(message: Buffer): Buffer | undefined {
  let at = 2 + 32; // legacy_version, random
  for (const lengthBytes of [1, 2, 1]) {
    // session id, cipher suites, compression methods
    if (at + lengthBytes > message.length) return undefined;
    at += lengthBytes + message.readUIntBE(at, lengthBytes);
  }
  if (at === message.length) return Buffer.alloc(0);
  if (at + 2 > message.length) return undefined;
  const length = message.readUInt16BE(at);
  return at + 2 + length === message.length ? message.subarray(at + 2) : undefined;
}

/** The host_name of the extension, lower case as Envoy keeps it; '' where there is none. */
function serverName(body: Buffer): string {
  let at = 2;
  while (at + 3 <= body.length) {
    const length = body.readUInt16BE(at + 1);
    if (body[at] === 0) return body.toString('latin1', at + 3, Math.min(at + 3 + length, body.length)).toLowerCase();
    at += 3 + length;
  }
  return '';
}

function protocolNames(body: Buffer): string[] {
  const names: string[] = [];
  let at = 2;
  while (at < body.length) {
    const length = body[at] as number;
    names.push(body.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return names;
}
