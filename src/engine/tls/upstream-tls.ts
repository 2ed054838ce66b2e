// TLS to upstreams: how a cluster's transport socket says to begin a connection.
import { X509Certificate } from 'node:crypto';
import { isIP, Socket } from 'node:net';
import {
  type ConnectionOptions,
  connect,
  createSecureContext,
  type PeerCertificate,
  rootCertificates,
  type SecureContext,
} from 'node:tls';
import type { CommonTlsContext, UpstreamTlsContext } from '../../envoy/tls.ts';
import type { UpstreamProtocol } from '../cluster/connection-pools.ts';
import type { SecretTable } from '../secret-table.ts';
import { type CertificateValidation, compileValidation, covers } from './certificate-validation.ts';
import {
  type ContextSecrets,
  contextOptions,
  crlSecretName,
  findSecrets,
  isSame,
  validationSecretName,
} from './context-options.ts';
import { SessionCache } from './session-cache.ts';
import { subjectAltNames } from './subject-alt-names.ts';

/** What Istio names the secret that stands for the certificates the operating system trusts. */
const SYSTEM_ROOTS = 'file-root:system';

export interface UpstreamConnection {
  readonly host: string;
  readonly port: number;
  readonly protocol: UpstreamProtocol;
  /** The name of the request's host, for a cluster that takes its SNI from it. */
  readonly serverName?: string;
  /** Whether the certificate must have that name. */
  readonly verifiesName?: boolean;
  /** A connection that has begun; else one is made. */
  readonly socket?: Socket;
}

/** Begins TLS connections of one cluster. Contexts are built lazily and again when a secret is another object. */
export class ClusterTls {
  readonly #context: UpstreamTlsContext;
  readonly #common: CommonTlsContext;
  readonly #secrets: SecretTable;
  readonly #validation: CertificateValidation;
  readonly #validationName: string | undefined;
  readonly #sessions = new SessionCache();
  #inUse: { readonly secrets: ContextSecrets; readonly secureContext: SecureContext } | undefined;

  constructor(context: UpstreamTlsContext, secrets: SecretTable) {
    this.#context = context;
    this.#common = context.commonTlsContext;
    this.#secrets = secrets;
    this.#validation = compileValidation(this.#common);
    this.#validationName = validationSecretName(this.#common);
  }

  connect({ host, port, protocol, serverName = '', verifiesName = false, socket }: UpstreamConnection): Socket {
    // An address is no server name (RFC 6066 section 3), but may stand in a certificate.
    const sni = this.#context.sni || (isIP(serverName) === 0 ? serverName : '');
    const wantedName = verifiesName ? serverName : undefined;
    let secureContext: SecureContext;
    try {
      secureContext = this.#secureContext();
    } catch (error) {
      return failedSocket(error instanceof Error ? error : new Error(String(error)));
    }
    const options: ConnectionOptions & { readonly noDelay: boolean } = {
      ...(socket === undefined ? { host, port } : { socket }),
      noDelay: true,
      secureContext,
      servername: sni,
      ALPNProtocols: [...(this.#common.alpnProtocols ?? [protocol === 'http2' ? 'h2' : 'http/1.1'])],
      // As Envoy: without a CA whoever answers is believed.
      rejectUnauthorized: this.#validationName !== undefined && !this.#validation.acceptsUntrusted,
      checkServerIdentity: (_host, peer) => this.#check(peer, sni, wantedName),
    };
    const key = `${host} ${port} ${protocol} ${sni} ${wantedName ?? ''}`;
    const session = this.#sessions.take(key);
    const socketOverTls = connect(session === undefined ? options : { ...options, session });
    this.#sessions.watch(key, socketOverTls);
    return socketOverTls;
  }

  /** Node has verified the chain by now. Names are asked for only where the config does, as in Envoy. */
  #check({ raw }: PeerCertificate, sni: string, wantedName: string | undefined): Error | undefined {
    const certificate = new X509Certificate(raw);
    const names = [...(this.#context.autoSniSanValidation === true ? [sni] : []), wantedName ?? []].flat();
    if (names.every((name) => hasName(certificate, name)) && this.#validation.accepts(certificate)) return undefined;
    return Object.assign(new Error('the names of the certificate do not fit'), {
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
  }

  #secureContext(): SecureContext {
    const secrets = this.#find();
    if (this.#inUse !== undefined && isSame(this.#inUse.secrets, secrets)) return this.#inUse.secureContext;
    // Whoever was trusted with other certificates may not be any more.
    this.#sessions.clear();
    const options = contextOptions(this.#common, secrets, 'TLSv1.2');
    this.#inUse = { secrets, secureContext: createSecureContext(options) };
    return this.#inUse.secureContext;
  }

  #find(): ContextSecrets {
    const secrets = findSecrets(this.#common, this.#secrets);
    if (secrets !== undefined) return secrets;
    const hasCrl = crlSecretName(this.#common) !== undefined;
    if (this.#validationName !== SYSTEM_ROOTS || hasCrl) throw new Error('Secret is not supplied by SDS');
    return { certificates: [], validation: systemRoots, crl: undefined };
  }
}

function hasName(certificate: X509Certificate, name: string): boolean {
  const { dns, ip } = subjectAltNames(certificate);
  return ip.includes(name) || dns.some((pattern) => covers(pattern, name));
}

/** Node's own list of Mozilla's roots, until the source of secrets brings the machine's. */
const systemRoots = { name: SYSTEM_ROOTS, validation: { trustedCaPem: rootCertificates.join('\n') } };

/** A connection that fails at once, where there is nothing to begin a handshake with. */
function failedSocket(error: Error): Socket {
  const socket = new Socket();
  process.nextTick(() => socket.destroy(error));
  return socket;
}
