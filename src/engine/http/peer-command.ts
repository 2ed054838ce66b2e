// What %COMMANDS% tell of a client's certificate beside what every connection notes: read from the certificate itself,
// and only where a format asks.
import { createHash, X509Certificate } from 'node:crypto';
import { rfc2253 } from '../tls/distinguished-name.ts';
import { subjectAltNames } from '../tls/subject-alt-names.ts';
import { encodedPem } from './encoded-pem.ts';
import type { StreamInfo } from './stream-info.ts';

type CertificateReader = (certificate: X509Certificate) => string;

/** Makes a reader of the client's certificate; without one there is no value. */
function ofPeer(read: CertificateReader): (info: StreamInfo) => string | undefined {
  return ({ connection }) => {
    const der = connection.tls?.peer?.certificate;
    return der === undefined ? undefined : read(new X509Certificate(der)) || undefined;
  };
}

export const peerReaders = {
  DOWNSTREAM_PEER_CERT: ofPeer(({ raw }) => encodedPem(raw)),
  DOWNSTREAM_PEER_EMAIL_SAN: ofPeer((certificate) => subjectAltNames(certificate).email.join(',')),
  DOWNSTREAM_PEER_FINGERPRINT_1: ofPeer(({ raw }) => createHash('sha1').update(raw).digest('hex')),
  DOWNSTREAM_PEER_IP_SAN: ofPeer((certificate) => subjectAltNames(certificate).ip.join(',')),
  DOWNSTREAM_PEER_ISSUER: ofPeer(({ issuer }) => rfc2253(issuer)),
  DOWNSTREAM_PEER_SERIAL: ofPeer(({ serialNumber }) => serialNumber.toLowerCase()),
};

/** Milliseconds since the epoch at which the client's certificate begins or ends to hold; undefined without one. */
export function peerValidity({ connection }: StreamInfo, end: 'validFrom' | 'validTo'): number | undefined {
  const der = connection.tls?.peer?.certificate;
  return der === undefined ? undefined : Date.parse(new X509Certificate(der)[end]);
}
