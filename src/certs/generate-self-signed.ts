// What `openssl req -x509 -nodes -days 365 -newkey rsa:2048 -subj "/CN=…"` makes, with what browsers want now.
import { randomBytes } from 'node:crypto';
import { selfSignedCertificate } from './certificate-structure.ts';
import { generateKeys } from './generate-keys.ts';
import type { KeyType } from './key-type.ts';
import { parseSubjectName, type SubjectName } from './subject-name.ts';

export interface SelfSignedRequest {
  readonly commonName: string;
  readonly organization?: string;
  /** Beside the common name, which is a subjectAltName too where it is a host or an address. */
  readonly names: readonly SubjectName[];
  readonly keyType: KeyType;
  readonly days: number;
  readonly now: Date;
}

export interface KeyAndCertificate {
  /** PKCS#8, not encrypted. */
  readonly keyPem: string;
  readonly certificatePem: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Makes a key and its self-signed server certificate. */
export async function generateSelfSigned(request: SelfSignedRequest): Promise<KeyAndCertificate> {
  const { publicKey, privateKey } = await generateKeys(request.keyType);
  const certificatePem = selfSignedCertificate(
    {
      commonName: request.commonName,
      organization: request.organization,
      names: withCommonName(request.commonName, request.names),
      notBefore: request.now,
      notAfter: new Date(request.now.getTime() + request.days * DAY_MS),
      serialNumber: randomSerial(),
    },
    publicKey,
    privateKey,
  );
  return { keyPem: privateKey.export({ format: 'pem', type: 'pkcs8' }) as string, certificatePem };
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
