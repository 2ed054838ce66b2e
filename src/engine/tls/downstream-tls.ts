// The TLS end of a filter chain: a server of node:tls that listens nowhere and is given accepted sockets, for the policy
// on client certificates is a server's in Node. Secure contexts are built lazily and again when a secret is another
// object; connections that are there keep theirs.
import type { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { createServer, type Server, type TLSSocket, type TlsOptions } from 'node:tls';
import type { FilterChain } from '../../envoy/listener.ts';
import type { DownstreamTlsContext } from '../../envoy/tls.ts';
import { durationMs } from '../duration.ts';
import { guarded } from '../guard.ts';
import type { TlsFacts } from '../http/stream.ts';
import { limits } from '../limits.ts';
import { parseClientHello } from '../listener/client-hello.ts';
import type { AcceptedConnection, DownstreamTls } from '../listener/filter-chain-server.ts';
import type { SecretTable } from '../secret-table.ts';
import { type CertificateValidation, compileValidation } from './certificate-validation.ts';
import { type ContextSecrets, contextOptions, findSecrets, isSame, validationSecretName } from './context-options.ts';
import { alertFor, alertRecord } from './refusal-alert.ts';
import { tlsFacts } from './tls-facts.ts';

type OnSecure = (socket: Socket, tls: TlsFacts) => void;

/** A handshake under way. */
interface Handshake {
  readonly socket: Socket;
  readonly onSecure: OnSecure;
  /** SERVER_TRAFFIC_SECRET_0 of TLS 1.3, where the client may have to be told that it is refused. */
  secret: Buffer | undefined;
}

/** Servers of one generation of secrets. A new one has new ticket keys: no session outlives its CA (CVE-2022-21654). */
interface Generation {
  readonly secrets: ContextSecrets;
  readonly options: TlsOptions;
  readonly withAlpn: Server;
  /** For a client that shares no protocol with us, which Node would turn away and Envoy does not (BoringSSL's NOACK). */
  withoutAlpn: Server | undefined;
}

/** The longest time that timers take. */
const NEVER_MS = 0x7fff_ffff;

export class ChainTls implements DownstreamTls {
  readonly #context: DownstreamTlsContext;
  readonly #secrets: SecretTable;
  readonly #validation: CertificateValidation;
  /** The client's chain must lead to a CA. */
  readonly #verifiesChain: boolean;
  readonly #handshakeMs: number;
  /** Handshakes under way, by the ends of their connection. */
  readonly #shaking = new Map<string, Handshake>();
  #generation: Generation | undefined;
  /** Secrets of which no context could be made; the last good generation serves on. */
  #refused: ContextSecrets | undefined;

  /** Throws where the chain's TLS context cannot be run. */
  constructor(chain: FilterChain, secrets: SecretTable) {
    if (chain.transportSocket === undefined) throw new Error('the filter chain has no transport socket');
    this.#context = chain.transportSocket.typedConfig;
    this.#secrets = secrets;
    this.#validation = compileValidation(this.#context.commonTlsContext);
    this.#verifiesChain =
      validationSecretName(this.#context.commonTlsContext) !== undefined && !this.#validation.acceptsUntrusted;
    this.#handshakeMs = durationMs(chain.transportSocketConnectTimeout, limits.tlsHandshakeMs.value) || NEVER_MS;
  }

  accept({ socket, received }: AcceptedConnection, onSecure: OnSecure): void {
    const server = this.#server(received);
    const ends = endsOf(socket);
    if (server === undefined || ends === undefined) {
      // As Envoy, whose handshake cannot begin: a reset, not an alert.
      socket.resetAndDestroy();
      return;
    }
    this.#shaking.set(ends, { socket, onSecure, secret: undefined });
    socket.once('close', () => {
      if (this.#shaking.get(ends)?.socket === socket) this.#shaking.delete(ends);
    });
    if (received !== undefined) socket.unshift(received);
    server.emit('connection', socket);
  }

  close(): void {
    this.#generation = undefined;
    this.#shaking.clear();
  }

  #server(received: Buffer | undefined): Server | undefined {
    const generation = this.#current();
    if (generation === undefined || this.#sharesProtocol(received)) return generation?.withAlpn;
    generation.withoutAlpn ??= this.#createServer(generation.options, generation.secrets);
    return generation.withoutAlpn;
  }

  #sharesProtocol(received: Buffer | undefined): boolean {
    const hello = received === undefined ? undefined : parseClientHello(received);
    if (hello?.state !== 'tls' || hello.alpn.length === 0) return true;
    return (this.#context.commonTlsContext.alpnProtocols ?? []).some((protocol) => hello.alpn.includes(protocol));
  }

  /** The generation of the secrets as they are now; undefined while one is missing. */
  #current(): Generation | undefined {
    const secrets = findSecrets(this.#context.commonTlsContext, this.#secrets);
    if (secrets === undefined || secrets.certificates.length === 0) return undefined;
    const last = this.#generation;
    if (last !== undefined && isSame(last.secrets, secrets)) return last;
    if (this.#refused !== undefined && isSame(this.#refused, secrets)) return last;
    try {
      this.#generation = this.#create(secrets);
    } catch {
      // Translation has said what is wrong with the secret; as in Envoy, an update that cannot be used changes nothing.
      this.#refused = secrets;
    }
    return this.#generation;
  }

  #create(secrets: ContextSecrets): Generation {
    const { commonTlsContext } = this.#context;
    const options = contextOptions(commonTlsContext, secrets, 'TLSv1.3');
    const alpn = commonTlsContext.alpnProtocols ?? [];
    const withAlpn = this.#createServer(
      alpn.length === 0 ? options : { ...options, ALPNProtocols: [...alpn] },
      secrets,
    );
    return { secrets, options, withAlpn, withoutAlpn: undefined };
  }

  #createServer(options: TlsOptions, { certificates }: ContextSecrets): Server {
    const asks =
      this.#context.requireClientCertificate === true || options.ca !== undefined || this.#validation.hasRules;
    const server = createServer({
      ...options,
      handshakeTimeout: this.#handshakeMs,
      requestCert: asks,
      // What is wrong with a certificate, or the lack of one, is told the client by #refuse.
      rejectUnauthorized: false,
    });
    server.on('secureConnection', (socket) => {
      const destroy = () => void socket.destroy();
      guarded('TLS connection', destroy, () => this.#onSecure(socket))();
    });
    if (asks) server.on('keylog', (line, socket) => this.#onKey(line, socket));
    server.on('tlsClientError', (_error, socket) => socket.destroy());
    const staple = certificates.length === 1 ? certificates[0]?.certificate?.ocspStaple : undefined;
    if (staple !== undefined)
      server.on('OCSPRequest', (_certificate, _issuer, done) => done(null, Buffer.from(staple)));
    return server;
  }

  #onSecure(socket: TLSSocket): void {
    socket.on('error', ignoreError);
    const ends = endsOf(socket);
    const handshake = ends === undefined ? undefined : this.#shaking.get(ends);
    if (ends === undefined || handshake === undefined) {
      socket.destroy();
      return;
    }
    this.#shaking.delete(ends);
    const certificate = socket.getPeerX509Certificate();
    if (this.#accepts(certificate, socket.authorized)) handshake.onSecure(socket, tlsFacts(socket, certificate));
    else this.#refuse(handshake, socket, certificate);
  }

  #onKey(line: Buffer, socket: TLSSocket): void {
    const ends = endsOf(socket);
    const handshake = ends === undefined ? undefined : this.#shaking.get(ends);
    const [label, , secret] = line.toString('latin1').trim().split(' ');
    if (handshake === undefined || label !== 'SERVER_TRAFFIC_SECRET_0' || secret === undefined) return;
    handshake.secret = Buffer.from(secret, 'hex');
  }

  #refuse({ socket: raw, secret }: Handshake, socket: TLSSocket, certificate: X509Certificate | undefined): void {
    const isUntrusted = this.#verifiesChain && !socket.authorized;
    // Node's types say Error, its documentation and code say the code.
    const reason = isUntrusted ? String(socket.authorizationError) : undefined;
    const alert = alertFor(certificate !== undefined, reason);
    raw.write(alertRecord(alert, socket.getCipher().name, secret), () => raw.destroySoon());
  }

  #accepts(certificate: X509Certificate | undefined, isTrusted: boolean): boolean {
    if (certificate === undefined) return this.#context.requireClientCertificate !== true;
    if (this.#validation.acceptsUntrusted) return true;
    return (isTrusted || !this.#verifiesChain) && this.#validation.accepts(certificate);
  }
}

/** Which connection a socket is, raw or in TLS, among those that are open; undefined where it is gone already. */
function endsOf({ remoteAddress, remotePort, localAddress, localPort }: Socket): string | undefined {
  return remoteAddress === undefined ? undefined : `${remoteAddress} ${remotePort} ${localAddress} ${localPort}`;
}

function ignoreError(): void {
  // 'close' follows every error and does what there is to do.
}
