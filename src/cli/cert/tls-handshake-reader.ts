// Reads the certificates that a server sends, in its order, from the bytes of a TLS 1.2 handshake, in which they are
// not encrypted (RFC 5246 sections 6.2.1 and 7.4.2). node:tls only tells them sorted, without those it does not need.
const HANDSHAKE = 22;
const CERTIFICATE = 11;
const RECORD_HEADER = 5;
const MESSAGE_HEADER = 4;
const MAX_BYTES = 512 * 1024;

export class TlsHandshakeReader {
  readonly #chunks: Buffer[] = [];
  #size = 0;

  /** Takes bytes as the server sends them; what no handshake can be as long as is dropped. */
  add(chunk: Buffer): void {
    if (this.#size > MAX_BYTES) return;
    this.#chunks.push(chunk);
    this.#size += chunk.length;
  }

  /** The certificates in DER; undefined where none have been seen. */
  certificates(): readonly Buffer[] | undefined {
    const messages = handshakeBytes(Buffer.concat(this.#chunks));
    for (let at = 0; at + MESSAGE_HEADER <= messages.length; ) {
      const length = messages.readUIntBE(at + 1, 3);
      const body = messages.subarray(at + MESSAGE_HEADER, at + MESSAGE_HEADER + length);
      if (body.length < length) return undefined;
      if (messages[at] === CERTIFICATE) return listOf(body.subarray(3));
      at += MESSAGE_HEADER + length;
    }
    return undefined;
  }
}

/** What the handshake records hold, up to the first record of another type: from there on it is encrypted. */
function handshakeBytes(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at + RECORD_HEADER <= bytes.length && bytes[at] === HANDSHAKE; ) {
    const end = at + RECORD_HEADER + bytes.readUInt16BE(at + 3);
    parts.push(bytes.subarray(at + RECORD_HEADER, end));
    at = end;
  }
  return Buffer.concat(parts);
}

function listOf(list: Buffer): readonly Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at + 3 <= list.length; ) {
    const end = at + 3 + list.readUIntBE(at, 3);
    found.push(list.subarray(at + 3, end));
    at = end;
  }
  return found;
}
