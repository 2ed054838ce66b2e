// What node:crypto does not tell of a certificate, read from its bytes (RFC 5280 section 4.1).
import type { X509Certificate } from 'node:crypto';
import forge from 'node-forge';
import { fromDer } from './der.ts';

const { asn1 } = forge;

export interface CertificateFields {
  readonly signatureOid: string;
  /** As it stands in the certificate. */
  readonly subject: forge.asn1.Asn1;
  /** The bytes of each extension by its OID, in forge's form. */
  readonly extensions: ReadonlyMap<string, string>;
}

/** @throws Error for a certificate that forge cannot take apart */
export function certificateFields({ raw }: X509Certificate): CertificateFields {
  const [body, algorithm] = children(fromDer(raw));
  const fields = children(body);
  // the version is left out in version 1
  const first = fields[0]?.tagClass === asn1.Class.CONTEXT_SPECIFIC ? 1 : 0;
  const subject = fields[first + 4];
  if (subject === undefined) throw new Error('the certificate has no subject');
  const extensions = fields.find(({ tagClass, type }, at) => at > first + 4 && tagClass === 0x80 && Number(type) === 3);
  return {
    signatureOid: oidOf(children(algorithm)[0]),
    subject,
    extensions: new Map(children(children(extensions)[0]).map(readExtension)),
  };
}

function readExtension(extension: forge.asn1.Asn1): [string, string] {
  const parts = children(extension);
  const value = parts.at(-1)?.value;
  return [oidOf(parts[0]), typeof value === 'string' ? value : childrenBytes(parts.at(-1))];
}

/** forge takes an octet string apart where it looks like DER. */
function childrenBytes(value: forge.asn1.Asn1 | undefined): string {
  return children(value)
    .map((child) => asn1.toDer(child).getBytes())
    .join('');
}

export function children(value: forge.asn1.Asn1 | undefined): readonly forge.asn1.Asn1[] {
  return Array.isArray(value?.value) ? value.value : [];
}

function oidOf(value: forge.asn1.Asn1 | undefined): string {
  return typeof value?.value === 'string' ? asn1.derToOid(value.value) : '';
}
