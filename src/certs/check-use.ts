import type { X509Certificate } from 'node:crypto';
import type { CertificateCheck } from './certificate-check.ts';
import { certificateUsages } from './describe-certificate.ts';

/** Whether a certificate may be used by a server, or by a client; one that says nothing may be used for both. */
export function checkUse(certificate: X509Certificate, wanted: 'server' | 'client'): CertificateCheck {
  const usages = certificateUsages(certificate);
  const isFit = usages.length === 0 || usages.includes(wanted) || usages.includes('any');
  if (isFit) return { name: 'use', level: 'ok', text: usages.length === 0 ? 'any' : usages.join(', ') };
  return { name: 'use', level: 'failed', text: `it is for ${usages.join(', ')}, not for a ${wanted}` };
}
