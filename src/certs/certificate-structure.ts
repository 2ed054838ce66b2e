// The ASN.1 of certificates (RFC 5280 section 4.1), built with node-forge. Keys and signatures are node:crypto's: forge
// knows no elliptic curves, and takes seconds for an RSA key.
import { type KeyObject, sign } from 'node:crypto';
import forge from 'node-forge';
import { type CertificateRole, certificateExtensions } from './certificate-extensions.ts';
import { bitString, fromDer, integer, sequence, tagged, time, toDer } from './der.ts';
import { algorithmIdentifier, type SignatureAlgorithm, signatureAlgorithm } from './signature-algorithm.ts';
import type { SubjectName } from './subject-name.ts';

const { asn1, pki } = forge;

export interface CertificateContent {
  readonly role: CertificateRole;
  readonly commonName: string;
  readonly organization: string | undefined;
  readonly names: readonly SubjectName[];
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Positive, in hexadecimal. */
  readonly serialNumber: string;
}

/** Who signs: a CA, or with `name` undefined the certificate itself. */
export interface Signer {
  readonly privateKey: KeyObject;
  /** The subject as it stands in the CA's certificate: names are compared byte by byte. */
  readonly name: forge.asn1.Asn1 | undefined;
  readonly keyIdentifier: string | undefined;
}

/** Makes the certificate of a public key; the answer is PEM. */
export function signedCertificate(content: CertificateContent, publicKey: KeyObject, signer: Signer): string {
  const algorithm = signatureAlgorithm(signer.privateKey);
  if (algorithm === undefined) throw new Error(`cannot sign with a key of type ${signer.privateKey.asymmetricKeyType}`);
  const body = toBeSigned(content, publicKey, signer, algorithm);
  const signature = sign(algorithm.digest, toDer(body), signer.privateKey);
  const certificate = toDer(sequence([body, algorithmIdentifier(algorithm), bitString(signature)]));
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

/** TBSCertificate, version 3. */
function toBeSigned(
  content: CertificateContent,
  publicKey: KeyObject,
  signer: Signer,
  algorithm: SignatureAlgorithm,
): forge.asn1.Asn1 {
  const subject = distinguishedName(content);
  const { role, names } = content;
  return sequence([
    tagged(0, [integer('02')]),
    integer(content.serialNumber),
    algorithmIdentifier(algorithm),
    signer.name ?? subject,
    sequence([time(content.notBefore), time(content.notAfter)]),
    subject,
    fromDer(publicKey.export({ format: 'der', type: 'spki' })),
    tagged(3, [certificateExtensions({ role, names, publicKey, authorityKeyIdentifier: signer.keyIdentifier })]),
  ]);
}

function distinguishedName({ commonName, organization }: CertificateContent): forge.asn1.Asn1 {
  const template = pki.createCertificate();
  // forge wants the tag where its types say class
  const valueTagClass = asn1.Type.UTF8 as unknown as forge.asn1.Class;
  const fields = [{ name: 'commonName', value: commonName, valueTagClass }];
  if (organization !== undefined) fields.push({ name: 'organizationName', value: organization, valueTagClass });
  template.setSubject(fields);
  return pki.distinguishedNameToAsn1(template.subject);
}
