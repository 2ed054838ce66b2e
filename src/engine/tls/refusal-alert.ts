// The alert for a certificate that is refused. Node lets every handshake succeed and looks at the certificate afterwards;
// it can send no alert then, and the client, who over TLS 1.3 believes itself connected by that time, would learn nothing
// of why it is turned away. So the record is made here. It leaves before what OpenSSL has to say in the turn of the event
// loop in which the handshake ends: the server's Finished in TLS 1.2, session tickets in TLS 1.3.
import { createCipheriv, createHmac } from 'node:crypto';

/** Descriptions of alerts (RFC 8446 section 6.2). */
const HANDSHAKE_FAILURE = 40;
const UNSUPPORTED_CERTIFICATE = 43;
const CERTIFICATE_REVOKED = 44;
const CERTIFICATE_EXPIRED = 45;
const CERTIFICATE_UNKNOWN = 46;
const UNKNOWN_CA = 48;
const CERTIFICATE_REQUIRED = 116;

/** By Node's code for what OpenSSL found; the others are unknown_ca, as in BoringSSL. */
const BY_VERIFICATION: Readonly<Record<string, number>> = {
  CERT_HAS_EXPIRED: CERTIFICATE_EXPIRED,
  CERT_NOT_YET_VALID: CERTIFICATE_EXPIRED,
  CERT_REVOKED: CERTIFICATE_REVOKED,
  INVALID_PURPOSE: UNSUPPORTED_CERTIFICATE,
};

/** Why a client is turned away, as the number of an alert. */
export function alertFor(hasCertificate: boolean, verificationError: string | undefined): number {
  if (!hasCertificate) return CERTIFICATE_REQUIRED;
  return verificationError === undefined ? CERTIFICATE_UNKNOWN : (BY_VERIFICATION[verificationError] ?? UNKNOWN_CA);
}

const FATAL = 2;
const ALERT_RECORD = 21;
const APPLICATION_RECORD = 23;
const TAG_BYTES = 16;
const IV_BYTES = 12;

/** By the name of the suite: the AEAD, its key length, the hash. */
const SUITES: Readonly<Record<string, readonly ['aes-128-gcm' | 'aes-256-gcm' | 'chacha20-poly1305', number, string]>> =
  {
    TLS_AES_128_GCM_SHA256: ['aes-128-gcm', 16, 'sha256'],
    TLS_AES_256_GCM_SHA384: ['aes-256-gcm', 32, 'sha384'],
    TLS_CHACHA20_POLY1305_SHA256: ['chacha20-poly1305', 32, 'sha256'],
  };

/**
 * Makes the record of a fatal alert.
 * @param secret SERVER_TRAFFIC_SECRET_0 of TLS 1.3, under which it is the first record of ours; TLS 1.2 has none, and no
 * key in force for us yet
 */
export function alertRecord(description: number, cipher: string, secret: Buffer | undefined): Buffer {
  const suite = SUITES[cipher];
  if (suite === undefined || secret === undefined) {
    const known = description === CERTIFICATE_REQUIRED ? HANDSHAKE_FAILURE : description;
    return Buffer.from([ALERT_RECORD, 3, 3, 0, 2, FATAL, known]);
  }
  const [algorithm, keyBytes, hash] = suite;
  const key = expand(hash, secret, 'key', keyBytes);
  // The sequence number that is mixed in is zero.
  const nonce = expand(hash, secret, 'iv', IV_BYTES);
  const content = Buffer.from([FATAL, description, ALERT_RECORD]);
  const header = Buffer.from([APPLICATION_RECORD, 3, 3, 0, content.length + TAG_BYTES]);
  // One signature for both families of AEAD in Node's types.
  const sealer = createCipheriv(algorithm as 'aes-128-gcm', key, nonce, { authTagLength: TAG_BYTES });
  sealer.setAAD(header);
  return Buffer.concat([header, sealer.update(content), sealer.final(), sealer.getAuthTag()]);
}

/** HKDF-Expand-Label with an empty context; one block is always enough here. */
function expand(hash: string, secret: Buffer, label: string, bytes: number): Buffer {
  const name = Buffer.from(`tls13 ${label}`);
  const info = Buffer.concat([Buffer.from([0, bytes, name.length]), name, Buffer.from([0, 1])]);
  return createHmac(hash, secret).update(info).digest().subarray(0, bytes);
}
