// The ASN.1 of certificates (RFC 5280 section 4.1), built with node-forge. Keys and signatures are node:crypto's: forge
// knows no elliptic curves, and takes seconds for an RSA key.
import { createHash, type KeyObject, sign } from 'node:crypto';
import forge from 'node-forge';
import type { SubjectName } from './subject-name.ts';

const { asn1, pki } = forge;

export interface CertificateContent {
  readonly commonName: string;
  readonly organization: string | undefined;
  readonly names: readonly SubjectName[];
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Positive, in hexadecimal. */
  readonly serialNumber: string;
}

const EC_SIGNATURES = {
  // ecdsa-with-SHA256 and ecdsa-with-SHA384 (RFC 5758 section 3.2): no parameters
  prime256v1: { oid: '1.2.840.10045.4.3.2', digest: 'sha256' },
  secp384r1: { oid: '1.2.840.10045.4.3.3', digest: 'sha384' },
} as const;

/** sha256WithRSAEncryption; its parameters are NULL (RFC 4055 section 5). */
const RSA_SIGNATURE = { oid: '1.2.840.113549.1.1.11', digest: 'sha256' } as const;

/** Makes the certificate of a public key, signed by the private key that belongs to it; the answer is PEM. */
export function selfSignedCertificate(
  content: CertificateContent,
  publicKey: KeyObject,
  privateKey: KeyObject,
): string {
  const algorithm = signatureAlgorithm(publicKey);
  const body = toBeSigned(content, publicKey, algorithm);
  const signature = sign(algorithm.digest, Buffer.from(asn1.toDer(body).getBytes(), 'latin1'), privateKey);
  const certificate = sequence([
    body,
    algorithmIdentifier(algorithm),
    // a bit string begins with the number of its unused bits
    asn1.create(asn1.Class.UNIVERSAL, asn1.Type.BITSTRING, false, `\0${signature.toString('latin1')}`),
  ]);
  const der = Buffer.from(asn1.toDer(certificate).getBytes(), 'latin1');
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

type SignatureAlgorithm = typeof RSA_SIGNATURE | (typeof EC_SIGNATURES)[keyof typeof EC_SIGNATURES];

function signatureAlgorithm(key: KeyObject): SignatureAlgorithm {
  const curve = key.asymmetricKeyDetails?.namedCurve;
  return curve === undefined ? RSA_SIGNATURE : EC_SIGNATURES[curve as keyof typeof EC_SIGNATURES];
}

/** TBSCertificate, version 3. */
function toBeSigned(content: CertificateContent, publicKey: KeyObject, algorithm: SignatureAlgorithm): forge.asn1.Asn1 {
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  const template = pki.createCertificate();
  template.setSubject(subjectAttributes(content));
  template.setExtensions(extensions(content.names, publicKey, spki));
  return sequence([
    asn1.create(asn1.Class.CONTEXT_SPECIFIC, 0, true, [integer('02')]),
    integer(content.serialNumber),
    algorithmIdentifier(algorithm),
    pki.distinguishedNameToAsn1(template.subject), // the issuer is the subject itself
    sequence([time(content.notBefore), time(content.notAfter)]),
    pki.distinguishedNameToAsn1(template.subject),
    asn1.fromDer(spki.toString('latin1')),
    asn1.create(asn1.Class.CONTEXT_SPECIFIC, 3, true, [
      sequence((template.extensions as FilledExtension[]).map(extension)),
    ]),
  ]);
}

function subjectAttributes({ commonName, organization }: CertificateContent): forge.pki.CertificateField[] {
  // forge wants the tag where its types say class
  const valueTagClass = asn1.Type.UTF8 as unknown as forge.asn1.Class;
  const fields = [{ name: 'commonName', value: commonName, valueTagClass }];
  if (organization !== undefined) fields.push({ name: 'organizationName', value: organization, valueTagClass });
  return fields;
}

/** An extension whose id and value forge has worked out. */
interface FilledExtension {
  readonly id: string;
  readonly critical?: boolean;
  readonly value: string | forge.asn1.Asn1;
}

function extensions(names: readonly SubjectName[], { asymmetricKeyType }: KeyObject, spki: Buffer): object[] {
  const keyIdentifier = createHash('sha1').update(spki).digest().toString('latin1');
  const octets = asn1.create(asn1.Class.UNIVERSAL, asn1.Type.OCTETSTRING, false, keyIdentifier);
  const altNames = names.map((name) => ('ip' in name ? { type: 7, ip: name.ip } : { type: 2, value: name.dns }));
  return [
    { name: 'basicConstraints', cA: false, critical: true },
    // only an RSA key can encrypt another (RFC 8813 section 3)
    { name: 'keyUsage', digitalSignature: true, keyEncipherment: asymmetricKeyType === 'rsa', critical: true },
    { name: 'extKeyUsage', serverAuth: true },
    { id: pki.oids.subjectKeyIdentifier, value: octets },
    ...(altNames.length > 0 ? [{ name: 'subjectAltName', altNames }] : []),
  ];
}

function extension({ id, critical, value }: FilledExtension): forge.asn1.Asn1 {
  const bytes = typeof value === 'string' ? value : asn1.toDer(value).getBytes();
  return sequence([
    asn1.create(asn1.Class.UNIVERSAL, asn1.Type.OID, false, asn1.oidToDer(id).getBytes()),
    ...(critical === true ? [asn1.create(asn1.Class.UNIVERSAL, asn1.Type.BOOLEAN, false, '\xff')] : []),
    asn1.create(asn1.Class.UNIVERSAL, asn1.Type.OCTETSTRING, false, bytes),
  ]);
}

function algorithmIdentifier({ oid }: SignatureAlgorithm): forge.asn1.Asn1 {
  const identifier = asn1.create(asn1.Class.UNIVERSAL, asn1.Type.OID, false, asn1.oidToDer(oid).getBytes());
  const parameters = oid === RSA_SIGNATURE.oid ? [asn1.create(asn1.Class.UNIVERSAL, asn1.Type.NULL, false, '')] : [];
  return sequence([identifier, ...parameters]);
}

function sequence(values: forge.asn1.Asn1[]): forge.asn1.Asn1 {
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SEQUENCE, true, values);
}

function integer(hex: string): forge.asn1.Asn1 {
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.INTEGER, false, forge.util.hexToBytes(hex));
}

/** UTCTime until 2049, GeneralizedTime after (RFC 5280 section 4.1.2.5). */
function time(date: Date): forge.asn1.Asn1 {
  if (date.getUTCFullYear() < 2050)
    return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.UTCTIME, false, asn1.dateToUtcTime(date));
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.GENERALIZEDTIME, false, asn1.dateToGeneralizedTime(date));
}
