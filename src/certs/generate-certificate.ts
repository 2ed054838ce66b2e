// What `openssl req -x509 -nodes -days 365 -newkey rsa:2048 -subj "/CN=…"` makes, with what browsers want now; or the
// same signed by a CA.
import { type KeyObject, randomBytes } from 'node:crypto';
import type { CertificateRole } from './certificate-extensions.ts';
import { signedCertificate } from './certificate-structure.ts';
import { generateKeys } from './generate-keys.ts';
import type { Issuer } from './issuer.ts';
import type { KeyType } from './key-type.ts';
import { parseSubjectName, type SubjectName } from './subject-name.ts';

export interface CertificateRequest {
  readonly role: CertificateRole;
  readonly commonName: string;
  readonly organization?: string;
  /** Beside the common name, which is a subjectAltName too where it is a host or an address (but not in a CA). */
  readonly names: readonly SubjectName[];
  readonly keyType: KeyType;
  readonly days: number;
  readonly now: Date;
}

export interface KeyAndCertificate {
  /** PKCS#8, not encrypted. */
  readonly keyPem: string;
  /** The certificate, then that of the CA which signed it. */
  readonly certificatePem: string;
  readonly notAfter: Date;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Makes a key and its certificate, signed by itself unless by an issuer. It ends with its issuer at the latest. */
export async function generateCertificate(
  request: CertificateRequest,
  issuer?: Issuer,
  keys = generateKeys(request.keyType),
): Promise<KeyAndCertificate> {
  const { publicKey, privateKey } = await keys;
  const notAfter = endOf(request, issuer);
  const content = {
    role: request.role,
    commonName: request.commonName,
    organization: request.organization,
    names: request.role === 'ca' ? request.names : withCommonName(request.commonName, request.names),
    notBefore: request.now,
    notAfter,
    serialNumber: randomSerial(),
  };
  const certificate = signedCertificate(content, publicKey, issuer ?? itself(privateKey));
  return {
    keyPem: privateKey.export({ format: 'pem', type: 'pkcs8' }) as string,
    certificatePem: certificate + (issuer?.certificatePem ?? ''),
    notAfter,
  };
}

function itself(privateKey: KeyObject) {
  return { privateKey, name: undefined, keyIdentifier: undefined };
}

function endOf({ now, days }: CertificateRequest, issuer: Issuer | undefined): Date {
  const wanted = now.getTime() + days * DAY_MS;
  return new Date(issuer === undefined ? wanted : Math.min(wanted, Date.parse(issuer.certificate.validTo)));
}

function withCommonName(commonName: string, names: readonly SubjectName[]): SubjectName[] {
  const own = parseSubjectName(commonName);
  const all = [...(own === undefined ? [] : [own]), ...names];
  return [...new Map(all.map((name) => [JSON.stringify(name), name])).values()];
}

/** 127 random bits behind a zero bit, and a first byte that is not zero: positive, and in its shortest form. */
function randomSerial(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] as number) & 0x7f) | 0x40;
  return bytes.toString('hex');
}
