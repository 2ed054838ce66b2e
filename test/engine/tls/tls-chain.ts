// One filter chain with TLS on a real socket: it answers every client with what it knows of the connection, and ends.
import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import type { TlsFacts } from '../../../src/engine/http/stream.ts';
import { inspectTls } from '../../../src/engine/listener/tls-inspector.ts';
import { SecretTable } from '../../../src/engine/secret-table.ts';
import { ChainTls } from '../../../src/engine/tls/downstream-tls.ts';
import type { Secret } from '../../../src/envoy/config.ts';
import type { FilterChain } from '../../../src/envoy/listener.ts';
import type { CommonTlsContext } from '../../../src/envoy/tls.ts';
import type { Identity } from '../../support/certificates.ts';

export interface TlsChainOptions extends CommonTlsContext {
  readonly requireClientCertificate?: boolean;
  readonly handshakeTimeout?: string;
}

/** What a client saw: the facts that the chain knows, or why there are none. */
export interface Seen {
  readonly facts: TlsFacts | undefined;
  /** The subject's common name and the serial number of the certificate shown. */
  readonly commonName: string | undefined;
  readonly alpn: string | false | null;
  readonly version: string | null;
  readonly reused: boolean;
  readonly session: Buffer | undefined;
  readonly error: string | undefined;
}

export const certificateSecret = (name: string, ...identities: readonly Identity[]): Secret => ({
  name,
  certificate: {
    chainPem: identities.map(({ certificatePem }) => certificatePem).join(''),
    keyPem: (identities[0] as Identity).keyPem,
  },
});

export const caSecret = (name: string, ca: Identity, crlPem?: string): Secret => ({
  name,
  validation: { trustedCaPem: ca.certificatePem, ...(crlPem !== undefined && { crlPem }) },
});

/** The part of a context that names the certificate `cert`, and with a CA the secret `ca`. */
export const named = (hasCa = false): CommonTlsContext => ({
  alpnProtocols: ['h2', 'http/1.1'],
  tlsCertificateSdsSecretConfigs: [{ name: 'cert' }],
  ...(hasCa && {
    combinedValidationContext: { defaultValidationContext: {}, validationContextSdsSecretConfig: { name: 'ca' } },
  }),
});

export class TlsChain {
  readonly secrets = new SecretTable();
  readonly #server: net.Server;
  readonly #sockets = new Set<net.Socket>();
  port = 0;
  /** Of the connections that were accepted. */
  readonly chainTls: ChainTls;

  constructor({ requireClientCertificate, handshakeTimeout, ...commonTlsContext }: TlsChainOptions) {
    const chain: FilterChain = {
      filters: [],
      ...(handshakeTimeout !== undefined && { transportSocketConnectTimeout: handshakeTimeout }),
      transportSocket: {
        name: 'envoy.transport_sockets.tls',
        typedConfig: {
          '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext',
          commonTlsContext,
          ...(requireClientCertificate !== undefined && { requireClientCertificate }),
        },
      },
    };
    this.chainTls = new ChainTls(chain, this.secrets);
    this.#server = net.createServer({ allowHalfOpen: true }, (socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => {});
      inspectTls(socket, { name: 'test', address: {} }, ({ received }) =>
        this.chainTls.accept({ socket, received, listenerName: 'test', serverName: '' }, (secure, facts) => {
          const { peer } = facts;
          secure.on('data', (chunk) => secure.write(chunk));
          secure.on('end', () => secure.end());
          secure.write(
            `${JSON.stringify({ ...facts, peer: peer && { verified: peer.verified, subject: peer.subject, uriSans: peer.uriSans, dnsSans: peer.dnsSans, sha256: peer.sha256 } })}\n`,
          );
        }),
      );
    });
  }

  set(...changed: readonly Secret[]): void {
    this.secrets.apply({ changed, removed: [] });
  }

  async listen(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.port = (this.#server.address() as net.AddressInfo).port;
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }

  connect(options: tls.ConnectionOptions = {}): tls.TLSSocket {
    return tls.connect({
      host: '127.0.0.1',
      port: this.port,
      servername: 'a.example',
      rejectUnauthorized: false,
      ...options,
    });
  }

  /** Connects, reads the facts and ends. */
  async visit(options: tls.ConnectionOptions = {}): Promise<Seen> {
    const socket = this.connect(options);
    let error: string | undefined;
    let session: Buffer | undefined;
    socket.on('error', (reason: NodeJS.ErrnoException) => {
      // OpenSSL 3.5, which Node.js 24 has, no longer calls the alerts of SSL 3.0 by that name.
      error = (reason.code ?? reason.message).replace('SSL_SSL/TLS_ALERT', 'SSL_SSLV3_ALERT');
    });
    socket.on('session', (ticket: Buffer) => {
      session = ticket;
    });
    let text = '';
    let commonName: string | undefined;
    socket.on('data', (chunk) => {
      text += chunk;
      if (text.endsWith('\n')) socket.end();
    });
    socket.once('secureConnect', () => {
      commonName = String(socket.getPeerCertificate().subject?.CN);
    });
    const alpnAndVersion = new Promise<[string | false | null, string | null, boolean]>((resolve) => {
      socket.once('secureConnect', () =>
        resolve([socket.alpnProtocol, socket.getProtocol(), socket.isSessionReused()]),
      );
      socket.once('close', () => resolve([null, null, false]));
    });
    await new Promise<void>((resolve) => socket.once('close', () => resolve()));
    const [alpn, version, reused] = await alpnAndVersion;
    const facts = text === '' ? undefined : (JSON.parse(text) as TlsFacts);
    return { facts, commonName, alpn, version, reused, session, error };
  }
}
