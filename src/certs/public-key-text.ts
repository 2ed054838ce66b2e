import type { KeyObject } from 'node:crypto';

/** What kind of key a certificate has. */
export interface PublicKeyKind {
  /** `RSA`, `ECDSA`, `Ed25519` and so on. */
  readonly type: string;
  readonly bits?: number;
  /** As openssl names it: `prime256v1`. */
  readonly curve?: string;
}

const typeNames: Readonly<Record<string, string>> = {
  rsa: 'RSA',
  'rsa-pss': 'RSA-PSS',
  ec: 'ECDSA',
  dsa: 'DSA',
  ed25519: 'Ed25519',
  ed448: 'Ed448',
};

const curveNames: Readonly<Record<string, string>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
};

export function publicKeyKind({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): PublicKeyKind {
  const { modulusLength: bits, namedCurve: curve } = asymmetricKeyDetails ?? {};
  return {
    type: typeNames[asymmetricKeyType ?? ''] ?? String(asymmetricKeyType),
    ...(bits !== undefined && { bits }),
    ...(curve !== undefined && { curve: curveNames[curve] ?? curve }),
  };
}

/** `RSA 2048 bits`, `ECDSA P-256`. */
export function publicKeyText({ type, bits, curve }: PublicKeyKind): string {
  return [type, ...(bits === undefined ? [] : [`${bits} bits`]), ...(curve === undefined ? [] : [curve])].join(' ');
}
