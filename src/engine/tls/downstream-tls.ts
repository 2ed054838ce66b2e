// The TLS end of a filter chain: a server of node:tls that listens nowhere and is given accepted sockets, for the policy
// on client certificates is a server's in Node. Secure contexts are built lazily and again when a secret is another
// object; connections that are there keep theirs, and tickets of an old context open nothing in a new one.
import type { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import type { FilterChain } from '../../envoy/listener.ts';
import type { DownstreamTlsContext } from '../../envoy/tls.ts';
import { durationMs } from '../duration.ts';
import type { TlsFacts } from '../http/stream.ts';
import { parseClientHello } from '../listener/client-hello.ts';
import type { AcceptedConnection, DownstreamTls } from '../listener/filter-chain-server.ts';
import type { SecretTable } from '../secret-table.ts';
import { type CertificateValidation, compileValidation } from './certificate-validation.ts';
import { type ContextSecrets, contextOptions, findSecrets, isSame } from './context-options.ts';
import { peerCertificate, tlsFacts } from './tls-facts.ts';

/** Istio's PILOT_GATEWAY_TRANSPORT_SOCKET_CONNECT_TIMEOUT, where the chain does not say. */
const HANDSHAKE_TIMEOUT_MS = 15_000;

/** The longest time that timers take. */
const NEVER_MS = 0x7fff_ffff;

type OnSecure = (socket: Socket, tls: TlsFacts) => void;

export class ChainTls implements DownstreamTls {
  readonly #context: DownstreamTlsContext;
  readonly #secrets: SecretTable;
  readonly #validation: CertificateValidation;
  readonly #handshakeTimeoutMs: number;
  #inUse: ContextSecrets | undefined;
  /** With and without ALPN: a client that shares no protocol with us is served without (BoringSSL's NOACK). */
  #servers: { readonly withAlpn: Server; readonly withoutAlpn: Server } | undefined;
  readonly #waiting = new Map<string, OnSecure>();

  /** @throws Error where the chain's TLS context cannot be run */
  constructor(chain: FilterChain, secrets: SecretTable) {
    if (chain.transportSocket === undefined) throw new Error('the filter chain has no transport socket');
    this.#context = chain.transportSocket.typedConfig;
    this.#secrets = secrets;
    this.#validation = compileValidation(this.#context.commonTlsContext);
    this.#handshakeTimeoutMs = durationMs(chain.transportSocketConnectTimeout, HANDSHAKE_TIMEOUT_MS);
  }

  accept({ socket, received }: AcceptedConnection, onSecure: OnSecure): void {
    const servers = this.#currentServers();
    if (servers === undefined || socket.remotePort === undefined) {
      socket.destroy();
      return;
    }
    const key = connectionKey(socket);
    this.#waiting.set(key, onSecure);
    socket.once('close', () => this.#waiting.delete(key));
    if (received !== undefined) socket.unshift(received);
    (this.#sharesProtocol(received) ? servers.withAlpn : servers.withoutAlpn).emit('connection', socket);
  }

  close(): void {
    this.#waiting.clear();
  }

  /** Servers of the secrets as they are now; undefined while one is missing. */
  #currentServers() {
    const { commonTlsContext } = this.#context;
    const now = findSecrets(commonTlsContext, this.#secrets);
    if (now === undefined) return undefined;
    if (this.#servers === undefined || this.#inUse === undefined || !isSame(this.#inUse, now)) {
      this.#inUse = now;
      this.#servers = {
        withAlpn: this.#createServer(now, commonTlsContext.alpnProtocols),
        withoutAlpn: this.#createServer(now, undefined),
      };
    }
    return this.#servers;
  }

  #createServer(secrets: ContextSecrets, alpn: readonly string[] | undefined): Server {
    const server = createServer({
      ...contextOptions(this.#context.commonTlsContext, secrets, 'TLSv1.3'),
      ...(alpn !== undefined && { ALPNProtocols: [...alpn] }),
      honorCipherOrder: true,
      requestCert: this.#asksForCertificate(secrets),
      rejectUnauthorized: false, // decided in #isTrusted, for an absent certificate may be all right
      handshakeTimeout: this.#handshakeTimeoutMs === 0 ? NEVER_MS : this.#handshakeTimeoutMs,
    });
    server.on('tlsClientError', (_error, socket: Socket) => socket.destroy());
    server.on('secureConnection', (socket: TLSSocket) => this.#secured(socket, secrets));
    return server;
  }

  #asksForCertificate({ validation }: ContextSecrets): boolean {
    return validation !== undefined || this.#context.requireClientCertificate === true || this.#validation.hasRules;
  }

  #secured(socket: TLSSocket, secrets: ContextSecrets): void {
    const key = connectionKey(socket);
    const onSecure = this.#waiting.get(key);
    this.#waiting.delete(key);
    socket.on('error', () => undefined); // 'close' follows
    const certificate = this.#asksForCertificate(secrets) ? peerCertificate(socket) : undefined;
    if (onSecure === undefined || !this.#isTrusted(socket, certificate)) socket.destroy();
    else onSecure(socket, tlsFacts(socket, certificate));
  }

  #isTrusted(socket: TLSSocket, certificate: X509Certificate | undefined): boolean {
    if (certificate === undefined) return this.#context.requireClientCertificate !== true;
    if (this.#validation.acceptsUntrusted) return true;
    return socket.authorized && this.#validation.accepts(certificate);
  }

  #sharesProtocol(received: Buffer | undefined): boolean {
    const hello = received === undefined ? undefined : parseClientHello(received);
    if (hello?.state !== 'tls' || hello.alpn.length === 0) return true;
    return (this.#context.commonTlsContext.alpnProtocols ?? []).some((protocol) => hello.alpn.includes(protocol));
  }
}

/** The same for the accepted socket and for the TLS socket on top of it; no two live connections share it. */
function connectionKey({ remoteAddress, remotePort, localAddress, localPort }: Socket): string {
  return `${remoteAddress} ${remotePort} ${localAddress} ${localPort}`;
}
