// Whether the certificates of a file or a server are a chain that clients can follow (RFC 8446 section 4.4.2: the
// server's own first, then each the issuer of the one before).
import type { KeyObject, X509Certificate } from 'node:crypto';
import { isSelfSigned, isSignedBy, subjectText } from './describe-certificate.ts';

export interface CertificateChain {
  /** Indexes from the leaf up, in the order in which each is signed by the next. */
  readonly path: readonly number[];
  /** Whether they stand in that order. */
  readonly isOrdered: boolean;
  /** Certificates that the leaf does not need. */
  readonly unneeded: readonly number[];
  readonly end: ChainEnd;
  readonly problems: readonly string[];
}

export type ChainEnd =
  /** `origin` where clients have it, or the user says so. */
  | { readonly kind: 'self-signed'; readonly origin: string | undefined }
  /** Signed by a CA that clients have. */
  | { readonly kind: 'root'; readonly root: string }
  | { readonly kind: 'missing'; readonly issuer: string };

export interface KnownRoot {
  readonly certificate: X509Certificate;
  /** `the local CA`. */
  readonly origin: string;
}

interface ChainOptions {
  readonly roots: () => readonly KnownRoot[];
  /** Tells the leaf where the order does not. */
  readonly key?: KeyObject | undefined;
}

/** @param certificates at least one */
export function certificateChain(
  certificates: readonly X509Certificate[],
  { roots, key }: ChainOptions,
): CertificateChain {
  const path = followUp(certificates, leafOf(certificates, key));
  const isOrdered = path.every((at, position) => at === position);
  const unneeded = certificates.map((_, at) => at).filter((at) => !path.includes(at));
  const end = endOf(certificates[path.at(-1) ?? 0] as X509Certificate, roots);
  const links = path.map((at) => certificates[at] as X509Certificate);
  return { path, isOrdered, unneeded, end, problems: issuerProblems(links) };
}

function leafOf(certificates: readonly X509Certificate[], key: KeyObject | undefined): number {
  const keyed = key === undefined ? -1 : certificates.findIndex((one) => one.checkPrivateKey(key));
  if (keyed !== -1) return keyed;
  const leaf = certificates.findIndex(({ ca }) => !ca);
  return leaf === -1 ? 0 : leaf;
}

function followUp(certificates: readonly X509Certificate[], leaf: number): readonly number[] {
  const path = [leaf];
  for (let at: number | undefined = leaf; at !== undefined; ) {
    const current = certificates[at] as X509Certificate;
    at = isSelfSigned(current)
      ? undefined
      : certificates.map((_, index) => index).find((index) => isNext(current, index));
    if (at !== undefined) path.push(at);
  }
  return path;

  function isNext(current: X509Certificate, index: number): boolean {
    return !path.includes(index) && isSignedBy(current, certificates[index] as X509Certificate);
  }
}

function endOf(last: X509Certificate, roots: () => readonly KnownRoot[]): ChainEnd {
  if (isSelfSigned(last)) {
    const known = roots().find(({ certificate }) => certificate.fingerprint256 === last.fingerprint256);
    return { kind: 'self-signed', origin: known?.origin };
  }
  const root = roots().find(({ certificate }) => isSignedBy(last, certificate));
  if (root !== undefined) return { kind: 'root', root: `${subjectText(root.certificate)} (${root.origin})` };
  return { kind: 'missing', issuer: last.issuer.replaceAll('\n', ', ') };
}

/** Whoever signs must be a CA, with a key that may (RFC 5280 section 6.1.4 k and n). */
function issuerProblems(links: readonly X509Certificate[]): readonly string[] {
  return links.slice(1).flatMap((issuer, at) => {
    if (!issuer.ca) return [`${subjectText(issuer)} signs another certificate but is no CA`];
    // OpenSSL looks at keyUsage and at the identifiers of keys, too
    return links[at]?.checkIssued(issuer) ? [] : [`${subjectText(issuer)} signs another certificate but may not`];
  });
}
