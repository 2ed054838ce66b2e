import type { X509Certificate } from 'node:crypto';
import type { CertificateCheck } from './certificate-check.ts';
import { certificateFields } from './certificate-fields.ts';
import { isSelfSigned, subjectText } from './describe-certificate.ts';
import { type PublicKeyKind, publicKeyKind, publicKeyText } from './public-key-text.ts';
import { isWeakSignature, signatureName } from './signature-name.ts';

/** What Envoy takes at least (source/common/tls/context_impl.cc). */
export const MIN_RSA_BITS = 2048;
const curves = new Set(['P-256', 'P-384', 'P-521']);

/** Whether the keys and signatures of a chain are those that clients and gateways take today. */
export function checkStrength(links: readonly X509Certificate[]): CertificateCheck {
  const problem = links.map(weakness).find((one) => one !== undefined);
  if (problem !== undefined) return { name: 'strength', level: 'failed', text: problem };
  const [leaf] = links;
  const kind = leaf === undefined ? undefined : publicKeyKind(leaf.publicKey);
  if (kind === undefined) return { name: 'strength', level: 'skipped', text: 'no certificate' };
  if (kind.type.startsWith('Ed')) {
    return { name: 'strength', level: 'warning', text: `${kind.type} key: browsers and Envoy take RSA and ECDSA only` };
  }
  return { name: 'strength', level: 'ok', text: publicKeyText(kind) };
}

/** Why a key is refused; undefined where it is not. */
export function keyWeakness(kind: PublicKeyKind): string | undefined {
  const { type, bits, curve } = kind;
  if (type.startsWith('RSA') && bits !== undefined && bits < MIN_RSA_BITS) {
    return `RSA key with ${bits} bits, ${MIN_RSA_BITS} is the least`;
  }
  if (type === 'DSA') return 'DSA keys are refused by all clients';
  return type === 'ECDSA' && !curves.has(curve ?? '') ? `curve ${curve}, which few clients know` : undefined;
}

/** The signature of a root is not looked at by clients. */
function weakness(certificate: X509Certificate): string | undefined {
  const weakKey = keyWeakness(publicKeyKind(certificate.publicKey));
  if (weakKey !== undefined) return `${subjectText(certificate)}: ${weakKey}`;
  const { signatureOid } = certificateFields(certificate);
  if (!isWeakSignature(signatureOid) || isSelfSigned(certificate)) return undefined;
  return `${subjectText(certificate)}: signed by ${signatureName(signatureOid)}, which clients refuse`;
}
