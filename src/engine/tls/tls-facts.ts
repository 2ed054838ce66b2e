import { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import type { TlsFacts } from '../http/stream.ts';
import { rfc2253 } from './distinguished-name.ts';
import { subjectAltNames } from './subject-alt-names.ts';

/** What is known of a connection after its handshake. */
export function tlsFacts(socket: TLSSocket, certificate: X509Certificate | undefined): TlsFacts {
  return {
    sni: typeof socket.servername === 'string' ? socket.servername : '',
    alpn: typeof socket.alpnProtocol === 'string' ? socket.alpnProtocol : '',
    version: socket.getProtocol() ?? '',
    cipher: socket.getCipher().name,
    peer: certificate === undefined ? undefined : peerFacts(certificate, socket.authorized),
  };
}

/** The client's certificate, or undefined where it showed none. */
export function peerCertificate(socket: TLSSocket): X509Certificate | undefined {
  const peer = socket.getPeerCertificate();
  return peer?.raw === undefined ? undefined : new X509Certificate(peer.raw);
}

function peerFacts(certificate: X509Certificate, verified: boolean): NonNullable<TlsFacts['peer']> {
  const names = subjectAltNames(certificate);
  return {
    certificate: certificate.raw,
    verified,
    subject: rfc2253(certificate.subject),
    uriSans: names.uri,
    dnsSans: names.dns,
    sha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
  };
}
