import type { X509Certificate } from 'node:crypto';
import { coversHost } from '../../certs/check-host.ts';
import { nameText, subjectAlternativeNames } from '../../certs/subject-alternative-names.ts';
import type { Analyzer } from '../analyzer.ts';
import { servedCertificates } from './served-certificates.ts';

/** A certificate must carry the name that clients ask for; which one that is for `*` nobody knows. */
export const certificateHosts: Analyzer = {
  name: 'gateway/certificate-hosts',
  codes: ['ICTL0070'],
  description: 'the certificate of a server is for the hosts of the server',
  analyze(analysis, findings) {
    for (const { source, path, hosts, origin, certificate } of servedCertificates(analysis)) {
      const missing = hosts.filter((host) => !servesHost(certificate, host));
      if (missing.length === 0) continue;
      const message = `the certificate of ${origin} is not for ${missing.join(', ')}, ${namesText(certificate)}; make one with: ictl cert gen --cn ${missing.join(' --san ')}`;
      findings.report('ICTL0070', message, source, path);
    }
  },
};

/** Of a wildcard it is enough that one of its names is there: which of them are used VirtualServices say. */
function servesHost(certificate: X509Certificate, host: string): boolean {
  if (coversHost(certificate, host)) return true;
  if (!host.startsWith('*')) return false;
  const suffix = host.slice(1).toLowerCase();
  return subjectAlternativeNames(certificate).some(
    ({ type, value }) => type === 'DNS' && value.toLowerCase().endsWith(suffix),
  );
}

function namesText(certificate: X509Certificate): string {
  const names = subjectAlternativeNames(certificate).map(nameText);
  return names.length === 0 ? 'for it has no subjectAltName, and a CN does not count' : `only for ${names.join(', ')}`;
}
