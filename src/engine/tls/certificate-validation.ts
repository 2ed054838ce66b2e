// What is asked of a peer's certificate beside the chain to a trusted CA, which OpenSSL verifies.
import { createHash, type X509Certificate } from 'node:crypto';
import type { CertificateValidationContext, CommonTlsContext } from '../../envoy/tls.ts';
import { compileStringMatcher } from '../../match/string-predicate.ts';
import { type SubjectAltNames, subjectAltNames } from './subject-alt-names.ts';

export interface CertificateValidation {
  /** A certificate with a chain that is not trusted passes, and so does one without the right names. */
  readonly acceptsUntrusted: boolean;
  /** Names or fingerprints are wanted, so that some certificate is. */
  readonly hasRules: boolean;
  /** Whether the certificate has one of the wanted names and one of the wanted fingerprints. */
  accepts(certificate: X509Certificate): boolean;
}

type NameTest = (names: SubjectAltNames) => boolean;

/** Compiles the validation of a context, its own part; the CA comes from a secret. */
export function compileValidation(context: CommonTlsContext): CertificateValidation {
  const rules = context.combinedValidationContext?.defaultValidationContext ?? context.validationContext ?? {};
  const nameTests = compileNames(rules);
  const spki = new Set(rules.verifyCertificateSpki);
  const hashes = new Set(rules.verifyCertificateHash?.map((hash) => hash.replaceAll(':', '').toLowerCase()));
  return {
    acceptsUntrusted: rules.trustChainVerification === 'ACCEPT_UNTRUSTED',
    hasRules: nameTests.length > 0 || spki.size > 0 || hashes.size > 0,
    accepts: (certificate) => hasName(certificate, nameTests) && isPinned(certificate, spki, hashes),
  };
}

function compileNames(rules: CertificateValidationContext): NameTest[] {
  const tests: NameTest[] = [];
  for (const { sanType, matcher } of rules.matchTypedSubjectAltNames ?? []) {
    const { holds, exact } = compileStringMatcher(matcher);
    if (sanType === 'DNS') tests.push(({ dns }) => dns.some((name) => holds(name) || covers(name, exact)));
    else if (sanType === 'URI') tests.push(({ uri }) => uri.some(holds));
    else if (sanType === 'EMAIL') tests.push(({ email }) => email.some(holds));
    else tests.push(({ ip }) => ip.some(holds));
  }
  for (const matcher of rules.matchSubjectAltNames ?? []) {
    const { holds, exact } = compileStringMatcher(matcher);
    tests.push(
      ({ dns, uri, email, ip }) =>
        dns.some((name) => holds(name) || covers(name, exact)) || [...uri, ...email, ...ip].some(holds),
    );
  }
  return tests;
}

/** A wildcard in a certificate stands for one label (RFC 6125 section 6.4.3; ISTIO-SECURITY-2020-008). */
export function covers(pattern: string, name: string | undefined): boolean {
  if (name === undefined) return false;
  const lower = name.toLowerCase();
  if (!pattern.startsWith('*.')) return pattern.toLowerCase() === lower;
  const dot = lower.indexOf('.');
  return dot > 0 && lower.slice(dot) === pattern.slice(1).toLowerCase();
}

function hasName(certificate: X509Certificate, tests: readonly NameTest[]): boolean {
  if (tests.length === 0) return true;
  const names = subjectAltNames(certificate);
  return tests.some((test) => test(names));
}

/** One pin of either list is enough. */
function isPinned(certificate: X509Certificate, spki: ReadonlySet<string>, hashes: ReadonlySet<string>): boolean {
  if (spki.size === 0 && hashes.size === 0) return true;
  if (hashes.has(sha256(certificate.raw).toString('hex'))) return true;
  const key = certificate.publicKey.export({ type: 'spki', format: 'der' });
  return spki.has(sha256(key).toString('base64'));
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
