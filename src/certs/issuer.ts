import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import forge from 'node-forge';
import { keyIdentifier } from './certificate-extensions.ts';
import { certificateFields } from './certificate-fields.ts';
import type { Signer } from './certificate-structure.ts';

const { asn1, pki } = forge;

/** A CA with its key: what signs leaves. */
export interface Issuer extends Signer {
  readonly certificate: X509Certificate;
  readonly certificatePem: string;
  readonly privateKey: KeyObject;
}

/** Reads a CA from the PEM of its certificate and key. @throws Error where they are none, or do not fit */
export function readIssuer(certificatePem: string, keyPem: string): Issuer {
  const certificate = new X509Certificate(certificatePem);
  const privateKey = createPrivateKey(keyPem);
  if (!certificate.checkPrivateKey(privateKey)) throw new Error('the key does not belong to the certificate');
  if (!certificate.ca) throw new Error('the certificate is not one of a CA');
  const { subject, extensions } = certificateFields(certificate);
  const identifier = extensions.get(pki.oids.subjectKeyIdentifier ?? '');
  return {
    certificate,
    certificatePem,
    privateKey,
    name: subject,
    keyIdentifier: identifier === undefined ? keyIdentifier(certificate.publicKey) : innerOctets(identifier),
  };
}

function innerOctets(der: string): string {
  const { value } = asn1.fromDer(der);
  return typeof value === 'string' ? value : '';
}
