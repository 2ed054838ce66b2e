// Whether a key and a certificate can be served together. What no TLS handshake could survive is refused, the rest are
// warnings.
import type { KeyObject, X509Certificate } from 'node:crypto';
import { certificateChain } from './certificate-chain.ts';
import { keyWeakness } from './check-strength.ts';
import { checkValidity } from './check-validity.ts';
import { subjectText } from './describe-certificate.ts';
import { publicKeyKind } from './public-key-text.ts';
import { readCertificates } from './read-certificates.ts';
import { readPrivateKey } from './read-private-key.ts';

export interface NamedBytes {
  /** For messages: the name of a file. */
  readonly name: string;
  readonly bytes: Buffer;
}

export type PairVerdict =
  | {
      readonly status: 'fits';
      readonly certificates: readonly X509Certificate[];
      readonly warnings: readonly string[];
    }
  | { readonly status: 'refused'; readonly problem: string; readonly hint: string };

/** Judges a private key and a chain of certificates, both PEM. */
export function checkPair(key: NamedBytes, chain: NamedBytes, now: Date): PairVerdict {
  const certificates = readCertificates(chain.bytes);
  const privateKey = readPrivateKey(key.bytes);
  if (certificates.status === 'unusable' || isDer(chain.bytes)) {
    if (privateKey.status === 'unusable' && readCertificates(key.bytes).status === 'read') return swapped(key, chain);
    const problem = certificates.status === 'unusable' ? certificates.problem : 'is DER, not PEM';
    return refused(`${chain.name} ${problem}`, 'it must begin with -----BEGIN CERTIFICATE-----');
  }
  if (privateKey.status === 'unusable') {
    const hint = privateKey.isEncrypted
      ? `nobody can type the passphrase when it is served; write it without: openssl pkey -in ${key.name} -out plain.key`
      : 'it must begin with -----BEGIN PRIVATE KEY-----';
    return refused(`${key.name} ${privateKey.problem}`, hint);
  }
  return judge({ key, chain }, privateKey.key, certificates.certificates, now);
}

interface Names {
  readonly key: NamedBytes;
  readonly chain: NamedBytes;
}

function judge({ key, chain }: Names, privateKey: KeyObject, certificates: readonly X509Certificate[], now: Date) {
  const position = certificates.findIndex((one) => one.checkPrivateKey(privateKey));
  const leaf = certificates[position];
  if (leaf === undefined) {
    return refused(
      `the private key in ${key.name} does not belong to the certificate in ${chain.name}`,
      'ictl cert gen --cn HOST makes a pair that fits',
    );
  }
  if (position > 0) {
    return refused(
      `the private key in ${key.name} belongs to certificate ${position + 1} of ${chain.name}, not to the first`,
      `the server's own certificate (${subjectText(leaf)}) comes first, then that of its issuer`,
    );
  }
  const weakness = keyWeakness(publicKeyKind(leaf.publicKey));
  if (weakness !== undefined) {
    return refused(`the key in ${key.name} is too weak: ${weakness}`, 'make another: ictl cert gen --cn HOST');
  }
  const validity = checkValidity(certificates.slice(0, 1), now);
  if (Date.parse(leaf.validTo) <= now.getTime()) {
    return refused(
      `the certificate in ${chain.name} has expired: ${validity.text}`,
      'renew it: ictl cert gen --cn HOST',
    );
  }
  const warnings = validity.level === 'ok' ? [] : [`${chain.name}: ${validity.text}`];
  return { status: 'fits', certificates, warnings: [...warnings, ...chainWarnings(chain.name, certificates)] } as const;
}

/** Clients mend some of this, each its own part. */
function chainWarnings(file: string, certificates: readonly X509Certificate[]): readonly string[] {
  const { isOrdered, unneeded, problems } = certificateChain(certificates, { roots: () => [] });
  if (!isOrdered) return [`${file}: the certificates are not in the order in which each is signed by the next`];
  if (problems.length > 0) return problems.map((problem) => `${file}: ${problem}`);
  return unneeded.length === 0 ? [] : [`${file}: ${unneeded.length} of its certificates do not belong to the chain`];
}

function swapped(key: NamedBytes, chain: NamedBytes): PairVerdict {
  return refused(
    `${chain.name} holds no PEM certificate but a private key, and ${key.name} the certificate: they are swapped`,
    `--key ${chain.name} --cert ${key.name}`,
  );
}

function isDer(bytes: Buffer): boolean {
  return bytes[0] === 0x30;
}

function refused(problem: string, hint: string): PairVerdict & { readonly status: 'refused' } {
  return { status: 'refused', problem, hint };
}
