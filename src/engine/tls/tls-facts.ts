import { createHash, type X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import type { TlsFacts } from '../http/stream.ts';
import { rfc2253 } from './distinguished-name.ts';
import { type SubjectAltNames, subjectAltNames } from './subject-alt-names.ts';

type Peer = NonNullable<TlsFacts['peer']>;

/** What is known of a connection after its handshake. */
export function tlsFacts(socket: TLSSocket, certificate: X509Certificate | undefined): TlsFacts {
  return {
    sni: typeof socket.servername === 'string' ? socket.servername : '',
    alpn: typeof socket.alpnProtocol === 'string' ? socket.alpnProtocol : '',
    version: socket.getProtocol() ?? '',
    cipher: socket.getCipher()?.name ?? '',
    peer: certificate === undefined ? undefined : new PeerCertificate(certificate, socket.authorized),
  };
}

/** A client's certificate, read only as far as somebody asks. */
class PeerCertificate implements Peer {
  readonly verified: boolean;
  readonly #certificate: X509Certificate;
  #names: SubjectAltNames | undefined;
  #sha256: string | undefined;

  constructor(certificate: X509Certificate, verified: boolean) {
    this.#certificate = certificate;
    this.verified = verified;
  }

  get certificate(): Buffer {
    return this.#certificate.raw;
  }

  get subject(): string {
    return rfc2253(this.#certificate.subject);
  }

  get uriSans(): readonly string[] {
    return this.#altNames().uri;
  }

  get dnsSans(): readonly string[] {
    return this.#altNames().dns;
  }

  get sha256(): string {
    this.#sha256 ??= createHash('sha256').update(this.#certificate.raw).digest('hex');
    return this.#sha256;
  }

  #altNames(): SubjectAltNames {
    this.#names ??= subjectAltNames(this.#certificate);
    return this.#names;
  }
}
