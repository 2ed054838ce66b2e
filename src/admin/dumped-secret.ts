import { X509Certificate } from 'node:crypto';
import type { Secret } from '../envoy/config.ts';

/** What everybody may know of a secret. */
export interface DumpedSecret {
  readonly name: Secret['name'];
  readonly hasCertificate: boolean;
  readonly hasValidation: boolean;
  /** Of the first certificate, where the secret has one. */
  readonly certificate?: DumpedCertificate;
  /** Of the first CA, where the secret has one. */
  readonly trustedCa?: DumpedCertificate;
}

export interface DumpedCertificate {
  /** In hexadecimal. */
  readonly serialNumber: string;
  /** RFC 3339. */
  readonly notBefore: string;
  readonly notAfter: string;
}

/** Returns a secret without its bytes. */
export function dumpedSecret({ name, certificate, validation }: Secret): DumpedSecret {
  const own = dumpedCertificate(certificate?.chainPem);
  const trustedCa = dumpedCertificate(validation?.trustedCaPem);
  return {
    name,
    hasCertificate: certificate !== undefined,
    hasValidation: validation !== undefined,
    ...(own && { certificate: own }),
    ...(trustedCa && { trustedCa }),
  };
}

function dumpedCertificate(pem: string | undefined): DumpedCertificate | undefined {
  if (pem === undefined) return undefined;
  try {
    const { serialNumber, validFrom, validTo } = new X509Certificate(pem);
    return { serialNumber, notBefore: rfc3339(validFrom), notAfter: rfc3339(validTo) };
  } catch {
    return undefined; // the bundle of the system, or bytes that a finding speaks of
  }
}

/** OpenSSL's text of a time, in whole seconds. */
function rfc3339(time: string): string {
  return new Date(time).toISOString().replace('.000Z', 'Z');
}
