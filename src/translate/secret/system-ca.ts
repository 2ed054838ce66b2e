import { rootCertificates } from 'node:tls';
import type { SecretPart } from './secret-part.ts';

/** The CAs that count where a DestinationRule names none: those that Node.js was built with. */
export function systemTrustedCa(): SecretPart {
  const validation = { trustedCaPem: rootCertificates.join('\n') };
  return { status: 'read', secret: { validation }, origin: 'the CAs of the system' };
}
