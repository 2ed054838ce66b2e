import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { CertificateCheck } from './certificate-check.ts';
import { nameText, subjectAlternativeNames } from './subject-alternative-names.ts';

/**
 * Whether a certificate is for a host, as browsers and Envoy judge: only its subjectAltNames count, and a wildcard
 * stands for one whole label (RFC 9525 section 6.3). A wildcard as host wants the same wildcard.
 */
export function coversHost(certificate: X509Certificate, host: string): boolean {
  if (isIP(host) !== 0) return certificate.checkIP(host) !== undefined;
  if (host.startsWith('*.')) {
    return subjectAlternativeNames(certificate).some(
      ({ type, value }) => type === 'DNS' && value.toLowerCase() === host.toLowerCase(),
    );
  }
  return certificate.checkHost(host, { subject: 'never', partialWildcards: false }) !== undefined;
}

export function checkHosts(certificate: X509Certificate, hosts: readonly string[]): CertificateCheck {
  if (hosts.length === 0) return { name: 'host', level: 'skipped', text: 'no --host is given' };
  const missing = hosts.filter((host) => !coversHost(certificate, host));
  if (missing.length === 0) return { name: 'host', level: 'ok', text: `${hosts.join(', ')} is covered` };
  const names = subjectAlternativeNames(certificate).map(nameText);
  const has =
    names.length === 0 ? 'it has no subjectAltName, and a CN does not count' : `it is for ${names.join(', ')}`;
  return { name: 'host', level: 'failed', text: `${missing.join(', ')} is not covered: ${has}` };
}
