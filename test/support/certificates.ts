// Certificates for tests: a CA, servers and clients, with P-256 or RSA keys. Written in DER by hand, so that a test can
// have one with whatever is wrong with it, in a millisecond.
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

export interface Identity {
  readonly certificatePem: string;
  readonly keyPem: string;
  readonly certificate: Buffer;
  readonly key: KeyObject;
  readonly publicKey: KeyObject;
  readonly name: Buffer;
}

export interface IdentityOptions {
  readonly commonName?: string;
  readonly organization?: string;
  /** `DNS:a.example`, `URI:spiffe://…`, `IP:127.0.0.1`, `email:a@b`. */
  readonly names?: readonly string[];
  /** Self-signed without one. */
  readonly issuer?: Identity;
  readonly isCa?: boolean;
  readonly keyType?: 'ec' | 'rsa';
  readonly serial?: number;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** What it may be used for; both without it. */
  readonly usage?: 'server' | 'client';
}

const OID = {
  commonName: '2.5.4.3',
  organization: '2.5.4.10',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  rsaWithSha256: '1.2.840.113549.1.1.11',
  basicConstraints: '2.5.29.19',
  keyUsage: '2.5.29.15',
  extKeyUsage: '2.5.29.37',
  subjectAltName: '2.5.29.17',
  subjectKeyIdentifier: '2.5.29.14',
  authorityKeyIdentifier: '2.5.29.35',
  crlNumber: '2.5.29.20',
  server: '1.3.6.1.5.5.7.3.1',
  client: '1.3.6.1.5.5.7.3.2',
};

export function createIdentity(options: IdentityOptions = {}): Identity {
  const { publicKey, privateKey } =
    options.keyType === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = nameOf(options);
  const issuer = options.issuer ?? { key: privateKey, name, publicKey };
  const year = 365 * 24 * 60 * 60 * 1000;
  const body = sequence(
    der(0xa0, integer(2)),
    integer(options.serial ?? 1),
    algorithmOf(issuer.key),
    issuer.name,
    sequence(
      time(options.notBefore ?? new Date(Date.now() - year)),
      time(options.notAfter ?? new Date(Date.now() + year)),
    ),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensionsOf(options, publicKey, issuer.publicKey))),
  );
  const certificate = signed(body, issuer.key);
  return {
    certificate,
    certificatePem: pem('CERTIFICATE', certificate),
    keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    key: privateKey,
    publicKey,
    name,
  };
}

/** A list of revoked serial numbers. */
export function createRevocationList(issuer: Identity, serials: readonly number[]): string {
  const now = new Date(Date.now() - 60_000);
  const revoked = serials.map((serial) => sequence(integer(serial), time(now)));
  const body = sequence(
    integer(1),
    algorithmOf(issuer.key),
    issuer.name,
    time(now),
    time(new Date(Date.now() + 24 * 60 * 60 * 1000)),
    ...(revoked.length > 0 ? [sequence(...revoked)] : []),
    der(
      0xa0,
      sequence(
        extension(OID.authorityKeyIdentifier, false, sequence(der(0x80, keyIdentifier(issuer.publicKey)))),
        extension(OID.crlNumber, false, integer(1)),
      ),
    ),
  );
  return pem('X509 CRL', signed(body, issuer.key));
}

function nameOf({ commonName = 'test', organization }: IdentityOptions): Buffer {
  const part = (id: string, text: string) => der(0x31, sequence(oid(id), der(0x0c, Buffer.from(text))));
  const parts = organization === undefined ? [] : [part(OID.organization, organization)];
  return sequence(...parts, part(OID.commonName, commonName));
}

function extensionsOf(options: IdentityOptions, key: KeyObject, issuerKey: KeyObject): Buffer[] {
  const { isCa = false, names = [], usage } = options;
  const usages = usage === undefined ? [OID.server, OID.client] : [OID[usage]];
  return [
    extension(OID.basicConstraints, true, isCa ? sequence(der(0x01, Buffer.from([0xff]))) : sequence()),
    // keyCertSign and cRLSign, or digitalSignature
    extension(OID.keyUsage, true, der(0x03, Buffer.from(isCa ? [1, 0x06] : [7, 0x80]))),
    ...(isCa ? [] : [extension(OID.extKeyUsage, false, sequence(...usages.map(oid)))]),
    extension(OID.subjectKeyIdentifier, false, der(0x04, keyIdentifier(key))),
    extension(OID.authorityKeyIdentifier, false, sequence(der(0x80, keyIdentifier(issuerKey)))),
    ...(names.length > 0 ? [extension(OID.subjectAltName, false, sequence(...names.map(generalName)))] : []),
  ];
}

function generalName(text: string): Buffer {
  const colon = text.indexOf(':');
  const value = text.slice(colon + 1);
  switch (text.slice(0, colon)) {
    case 'URI':
      return der(0x86, Buffer.from(value));
    case 'IP':
      return der(0x87, Buffer.from(value.split('.').map(Number)));
    case 'email':
      return der(0x81, Buffer.from(value));
    default:
      return der(0x82, Buffer.from(value));
  }
}

function signed(body: Buffer, key: KeyObject): Buffer {
  return sequence(body, algorithmOf(key), der(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, key)])));
}

function algorithmOf(key: KeyObject): Buffer {
  return key.asymmetricKeyType === 'rsa'
    ? sequence(oid(OID.rsaWithSha256), der(0x05, Buffer.alloc(0)))
    : sequence(oid(OID.ecdsaWithSha256));
}

function keyIdentifier(key: KeyObject): Buffer {
  return createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest();
}

function extension(id: string, critical: boolean, value: Buffer): Buffer {
  return sequence(oid(id), ...(critical ? [der(0x01, Buffer.from([0xff]))] : []), der(0x04, value));
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const hex = length.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return Buffer.concat([Buffer.from([tag, 0x80 | bytes.length]), bytes, content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function integer(value: number): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return der(0x02, (bytes[0] as number) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
}

function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const part of rest) {
    const digits = [part & 0x7f];
    for (let left = part >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80);
    bytes.push(...digits);
  }
  return der(0x06, Buffer.from(bytes));
}

function time(date: Date): Buffer {
  return der(0x18, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, '')));
}

function pem(label: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
