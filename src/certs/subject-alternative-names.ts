import type { X509Certificate } from 'node:crypto';
import forge from 'node-forge';
import { certificateFields, children } from './certificate-fields.ts';

const subjectAltName = '2.5.29.17';

/** A choice of GeneralName (RFC 5280 section 4.2.1.6) with its value as text. */
export interface AlternativeName {
  readonly type: 'DNS' | 'IP' | 'URI' | 'email' | 'other';
  readonly value: string;
}

const typeOfTag: Readonly<Record<number, AlternativeName['type']>> = { 1: 'email', 2: 'DNS', 6: 'URI', 7: 'IP' };

/** The names a certificate is for, in its order. Read byte by byte: a name may hold a NUL or a comma. */
export function subjectAlternativeNames(certificate: X509Certificate): readonly AlternativeName[] {
  const bytes = certificateFields(certificate).extensions.get(subjectAltName);
  if (bytes === undefined) return [];
  return children(forge.asn1.fromDer(bytes)).map(({ type: tag, value }) => {
    const type = typeOfTag[Number(tag)] ?? 'other';
    const text = typeof value === 'string' ? value : '';
    return { type, value: type === 'IP' ? addressText(text) : text };
  });
}

/** `DNS:foo.bar.com`, as openssl prints it. */
export function nameText({ type, value }: AlternativeName): string {
  return `${type}:${value}`;
}

function addressText(bytes: string): string {
  // the types of forge lack it
  const { bytesToIP } = forge.util as unknown as { bytesToIP: (bytes: string) => string | null };
  return bytesToIP(bytes) ?? '';
}
