import type { KeyObject } from 'node:crypto';
import type forge from 'node-forge';
import { nothing, objectIdentifier, sequence } from './der.ts';

/** How a certificate is signed with a key. */
export interface SignatureAlgorithm {
  readonly oid: string;
  readonly digest: string;
}

/** ecdsa-with-SHA256 and so on (RFC 5758 section 3.2): no parameters. */
const ecSignatures: Readonly<Record<string, SignatureAlgorithm>> = {
  prime256v1: { oid: '1.2.840.10045.4.3.2', digest: 'sha256' },
  secp384r1: { oid: '1.2.840.10045.4.3.3', digest: 'sha384' },
  secp521r1: { oid: '1.2.840.10045.4.3.4', digest: 'sha512' },
};

/** sha256WithRSAEncryption; its parameters are NULL (RFC 4055 section 5). */
const rsaSignature: SignatureAlgorithm = { oid: '1.2.840.113549.1.1.11', digest: 'sha256' };

/** Returns how a key signs; undefined for a kind of key that is not made here. */
export function signatureAlgorithm({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject) {
  if (asymmetricKeyType === 'rsa') return rsaSignature;
  return ecSignatures[asymmetricKeyDetails?.namedCurve ?? ''];
}

export function algorithmIdentifier({ oid }: SignatureAlgorithm): forge.asn1.Asn1 {
  return sequence([objectIdentifier(oid), ...(oid === rsaSignature.oid ? [nothing()] : [])]);
}
