// Whether Envoy would take a certificate, a key or a CA (source/common/tls): what does not parse, a key that is another's,
// and RSA below 2048 bits it refuses. Whether a certificate has expired is not asked here, for that changes by itself.
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';

const minRsaBits = 2048;

interface CertificatePem {
  readonly chainPem: string;
  readonly keyPem: string;
}

/** What is wrong with a certificate and its key; undefined if nothing. */
export function checkCertificate({ chainPem, keyPem }: CertificatePem): string | undefined {
  const certificate = parse(() => new X509Certificate(chainPem));
  if (certificate === undefined) return 'the certificate is no X.509 certificate in PEM';
  const key = parse(() => createPrivateKey(keyPem));
  if (key === undefined) return 'the key is no private key in PEM, or it has a passphrase';
  if (!certificate.checkPrivateKey(key)) return 'the key is not that of the certificate';
  const bits = key.asymmetricKeyDetails?.modulusLength;
  if (key.asymmetricKeyType === 'rsa' && bits !== undefined && bits < minRsaBits) {
    return `the RSA key has ${bits} bits; Envoy takes ${minRsaBits} and more`;
  }
  return undefined;
}

/** What is wrong with a bundle of CAs; undefined if nothing. */
export function checkTrustedCa(pem: string): string | undefined {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) return 'the CA is no X.509 certificate in PEM';
  const isBroken = blocks.some((block) => parse(() => new X509Certificate(block)) === undefined);
  return isBroken ? 'one of the CA certificates cannot be parsed' : undefined;
}

/** What is wrong with a revocation list; undefined if nothing. */
export function checkCrl(pem: string): string | undefined {
  const isRead = parse(() => createSecureContext({ crl: pem })) !== undefined;
  return isRead ? undefined : 'it is no revocation list in PEM';
}

function parse<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined; // OpenSSL's reason says nothing to the people who made the file
  }
}
