import { X509Certificate } from 'node:crypto';

export type ReadCertificates =
  | { readonly status: 'read'; readonly certificates: readonly X509Certificate[] }
  /** `problem` continues the name of the file: `holds no PEM certificate`. */
  | { readonly status: 'unusable'; readonly problem: string };

const blocks = /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----[\s\S]*?-----END (?:X509 |TRUSTED )?CERTIFICATE-----/g;

/** Reads the certificates of a PEM file in its order, or the one of a DER file; other blocks are passed over. */
export function readCertificates(bytes: Buffer): ReadCertificates {
  const text = bytes.toString('latin1');
  const found = text.match(blocks) ?? [];
  if (found.length === 0) return readDer(bytes, text);
  const certificates: X509Certificate[] = [];
  for (const [index, block] of found.entries()) {
    const certificate = parse(block);
    if (certificate === undefined) return unusable(`holds a certificate (number ${index + 1}) that cannot be parsed`);
    certificates.push(certificate);
  }
  // openssl stops there, and so would a server
  if ((text.match(/-----BEGIN [A-Z0-9 ]*CERTIFICATE-----/g) ?? []).length > found.length)
    return unusable('holds a certificate that is cut short');
  return { status: 'read', certificates };
}

function readDer(bytes: Buffer, text: string): ReadCertificates {
  if (bytes.length === 0) return unusable('is empty');
  if (/-----BEGIN [A-Z0-9 ]*CERTIFICATE-----/.test(text)) return unusable('holds a certificate that is cut short');
  if (/-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/.test(text)) return unusable('holds no PEM certificate but a private key');
  // a SEQUENCE; OpenSSL would take text in front of PEM for DER otherwise
  const certificate = bytes[0] === 0x30 ? parse(bytes) : undefined;
  return certificate === undefined
    ? unusable('holds no PEM certificate')
    : { status: 'read', certificates: [certificate] };
}

function unusable(problem: string): ReadCertificates {
  return { status: 'unusable', problem };
}

function parse(input: string | Buffer): X509Certificate | undefined {
  try {
    return new X509Certificate(input);
  } catch {
    return undefined; // OpenSSL's reason says nothing to the people who made the file
  }
}
