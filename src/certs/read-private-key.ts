import { createPrivateKey, type KeyObject } from 'node:crypto';

export type ReadPrivateKey =
  | { readonly status: 'read'; readonly key: KeyObject }
  /** `problem` continues the name of the file: `holds no usable PEM private key`. */
  | { readonly status: 'unusable'; readonly problem: string; readonly isEncrypted: boolean };

const block = /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----[\s\S]*?-----END (?:[A-Z0-9]+ )*PRIVATE KEY-----/;

/** Reads the first private key of a PEM file; other blocks, such as EC PARAMETERS, are passed over. */
export function readPrivateKey(bytes: Buffer): ReadPrivateKey {
  const text = bytes.toString('latin1');
  const found = block.exec(text)?.[0];
  if (found === undefined) return unusable(missing(bytes, text));
  // PKCS#8 says so in its label, the older forms in a header (RFC 1421)
  if (/BEGIN ENCRYPTED |^Proc-Type: 4,ENCRYPTED/m.test(found)) {
    return { ...unusable('holds a private key that is encrypted with a passphrase'), isEncrypted: true };
  }
  try {
    return { status: 'read', key: createPrivateKey(found) };
  } catch {
    return unusable('holds no usable PEM private key');
  }
}

function missing(bytes: Buffer, text: string): string {
  if (bytes.length === 0) return 'is empty';
  if (/-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/.test(text)) return 'holds a private key that is cut short';
  if (/-----BEGIN [A-Z0-9 ]*CERTIFICATE-----/.test(text)) return 'holds no usable PEM private key but a certificate';
  return 'holds no usable PEM private key';
}

function unusable(problem: string): ReadPrivateKey & { readonly status: 'unusable' } {
  return { status: 'unusable', problem, isEncrypted: false };
}
