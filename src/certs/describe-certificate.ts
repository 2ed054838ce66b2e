import type { X509Certificate } from 'node:crypto';
import { certificateFields } from './certificate-fields.ts';
import { type PublicKeyKind, publicKeyKind } from './public-key-text.ts';
import { signatureName } from './signature-name.ts';
import { nameText, subjectAlternativeNames } from './subject-alternative-names.ts';

/** What people want to know of a certificate. Also the shape of `cert inspect -o json`. */
export interface CertificateDescription {
  readonly subject: string;
  readonly issuer: string;
  /** `DNS:foo.bar.com`. */
  readonly names: readonly string[];
  readonly notBefore: string;
  readonly notAfter: string;
  /** Whole days from now; negative when it has expired. */
  readonly daysLeft: number;
  readonly key: PublicKeyKind;
  readonly signature: string;
  readonly ca: boolean;
  readonly selfSigned: boolean;
  /** Names of extended key usages; empty where the certificate says nothing of them. */
  readonly usages: readonly string[];
  readonly serialNumber: string;
  /** SHA-256, in hexadecimal with colons. */
  readonly fingerprint: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Extended key usages (RFC 5280 section 4.2.1.12). */
const usageNames: Readonly<Record<string, string>> = {
  '1.3.6.1.5.5.7.3.1': 'server',
  '1.3.6.1.5.5.7.3.2': 'client',
  '1.3.6.1.5.5.7.3.3': 'code signing',
  '1.3.6.1.5.5.7.3.4': 'email',
  '1.3.6.1.5.5.7.3.8': 'time stamping',
  '1.3.6.1.5.5.7.3.9': 'OCSP signing',
  '2.5.29.37.0': 'any',
};

export function describeCertificate(certificate: X509Certificate, now: Date): CertificateDescription {
  const notAfter = new Date(certificate.validTo);
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    names: subjectAlternativeNames(certificate).map(nameText),
    notBefore: new Date(certificate.validFrom).toISOString(),
    notAfter: notAfter.toISOString(),
    daysLeft: Math.floor((notAfter.getTime() - now.getTime()) / DAY_MS),
    key: publicKeyKind(certificate.publicKey),
    signature: signatureName(certificateFields(certificate).signatureOid),
    ca: certificate.ca,
    selfSigned: isSelfSigned(certificate),
    usages: certificateUsages(certificate),
    serialNumber: certificate.serialNumber,
    fingerprint: certificate.fingerprint256,
  };
}

/** `CN=foo, O=bar`; node:crypto answers undefined for an empty name. */
export function subjectText({ subject }: X509Certificate): string {
  return oneLine(subject);
}

export function isSelfSigned(certificate: X509Certificate): boolean {
  return isSignedBy(certificate, certificate);
}

/** Whether one certificate names the other as its issuer, and its signature is the other's; allowed to or not. */
export function isSignedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return certificate.issuer === issuer.subject && certificate.verify(issuer.publicKey);
  } catch {
    return false; // a kind of key that OpenSSL does not know
  }
}

export function certificateUsages(certificate: X509Certificate): readonly string[] {
  // the types say it is always there
  const oids = certificate.keyUsage as readonly string[] | undefined;
  return (oids ?? []).map((oid) => usageNames[oid] ?? oid);
}

function oneLine(name: string | undefined): string {
  return (name ?? '').replaceAll('\n', ', ') || '(empty)';
}
