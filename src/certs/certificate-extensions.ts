// The extensions of each kind of certificate (RFC 5280 section 4.2), as `openssl verify -x509_strict` wants them.
import { createHash, type KeyObject } from 'node:crypto';
import forge from 'node-forge';
import { isTrue, objectIdentifier, octetString, sequence } from './der.ts';
import type { SubjectName } from './subject-name.ts';

const { asn1, pki } = forge;

/** What a certificate is for. */
export type CertificateRole = 'server' | 'client' | 'ca';

interface ExtensionContent {
  readonly role: CertificateRole;
  readonly names: readonly SubjectName[];
  readonly publicKey: KeyObject;
  /** Of the issuer's key; undefined where the certificate signs itself. */
  readonly authorityKeyIdentifier: string | undefined;
}

export function certificateExtensions(content: ExtensionContent): forge.asn1.Asn1 {
  const template = pki.createCertificate();
  template.setExtensions(declared(content));
  return sequence((template.extensions as FilledExtension[]).map(extension));
}

/** The identifier of a key, in forge's bytes: the first method of RFC 7093 section 2 is not needed, any will do. */
export function keyIdentifier(publicKey: KeyObject): string {
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  return createHash('sha1').update(spki).digest().toString('latin1');
}

function declared({ role, names, publicKey, authorityKeyIdentifier }: ExtensionContent): object[] {
  const altNames = names.map(generalName);
  return [
    ...(role === 'ca' ? caExtensions : leafExtensions(role, publicKey)),
    { id: pki.oids.subjectKeyIdentifier, value: octetString(keyIdentifier(publicKey)) },
    ...(authorityKeyIdentifier === undefined
      ? []
      : [{ name: 'authorityKeyIdentifier', keyIdentifier: authorityKeyIdentifier }]),
    ...(altNames.length > 0 ? [{ name: 'subjectAltName', altNames }] : []),
  ];
}

/** It signs leaves only: no CA below it is valid. */
const caExtensions: object[] = [
  { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
  { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
];

function leafExtensions(role: CertificateRole, { asymmetricKeyType }: KeyObject): object[] {
  return [
    { name: 'basicConstraints', cA: false, critical: true },
    // only an RSA key can encrypt another (RFC 8813 section 3)
    { name: 'keyUsage', digitalSignature: true, keyEncipherment: asymmetricKeyType === 'rsa', critical: true },
    { name: 'extKeyUsage', [role === 'client' ? 'clientAuth' : 'serverAuth']: true },
  ];
}

/** The types are the numbers of GeneralName's choices. */
function generalName(name: SubjectName): object {
  if ('ip' in name) return { type: 7, ip: name.ip };
  return 'uri' in name ? { type: 6, value: name.uri } : { type: 2, value: name.dns };
}

/** An extension whose id and value forge has worked out. */
interface FilledExtension {
  readonly id: string;
  readonly critical?: boolean;
  readonly value: string | forge.asn1.Asn1;
}

function extension({ id, critical, value }: FilledExtension): forge.asn1.Asn1 {
  const bytes = typeof value === 'string' ? value : asn1.toDer(value).getBytes();
  return sequence([objectIdentifier(id), ...(critical === true ? [isTrue()] : []), octetString(bytes)]);
}
