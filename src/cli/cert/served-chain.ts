import { X509Certificate } from 'node:crypto';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls';
import { CliError, ExitCode } from '../../lib/errors.ts';
import { TlsHandshakeReader } from './tls-handshake-reader.ts';

export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  /** The name asked for (SNI); an address is none. */
  readonly serverName: string;
}

export interface ServedChain {
  readonly certificates: readonly X509Certificate[];
  /** Whether they are all that the server sends, in its order: known with TLS 1.2. */
  readonly isAsSent: boolean;
}

const TIMEOUT_MS = 10_000;

/** Asks a server for its certificates, whether they are trusted or not. @throws CliError where it sends none */
export async function servedChain(address: ServerAddress, signal: AbortSignal): Promise<ServedChain> {
  try {
    // a server that takes TLS 1.3 only refuses the first
    return (await handshake(address, signal, 'TLSv1.2').catch(rethrowUnlessTls)) ?? (await latest(address, signal));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(`${address.host}:${address.port} shows no certificate: ${reason}`, {
      exitCode: ExitCode.unavailable,
      hint:
        isIP(address.serverName) === 0
          ? 'is it a TLS port, and does a Gateway have a server with a certificate for that host?'
          : 'name the host to ask for with --host',
      cause,
    });
  }
}

function rethrowUnlessTls(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ECONNREFUSED' || error.code === 'ENOTFOUND' || error.name === 'AbortError') throw error;
  return undefined;
}

async function latest(address: ServerAddress, signal: AbortSignal): Promise<ServedChain> {
  const chain = await handshake(address, signal, 'TLSv1.3');
  if (chain === undefined) throw new Error('the handshake fails');
  return chain;
}

/** The bytes are read on their way; so a server that then wants a certificate of ours has shown its own already. */
function handshake(address: ServerAddress, signal: AbortSignal, maxVersion: 'TLSv1.2' | 'TLSv1.3') {
  const { host, port, serverName } = address;
  const reader = new TlsHandshakeReader();
  return new Promise<ServedChain | undefined>((resolve, reject) => {
    const tcp = connectTcp({ host, port, signal });
    const options: ConnectionOptions = { rejectUnauthorized: false, maxVersion, ALPNProtocols: ['h2', 'http/1.1'] };
    if (isIP(serverName) === 0) options.servername = serverName;
    const tls = connectTls({ ...options, socket: tapped(tcp, (chunk) => reader.add(chunk)) });
    const end = (error?: Error) => {
      const certificates = reader.certificates();
      const peer = certificates === undefined ? peerChain(tls) : undefined;
      tcp.destroy();
      tls.destroy();
      if (certificates !== undefined) resolve({ certificates: certificates.map(parse), isAsSent: true });
      else if (peer !== undefined) resolve({ certificates: peer, isAsSent: false });
      else if (error === undefined) resolve(undefined);
      else reject(error);
    };
    tcp.setTimeout(TIMEOUT_MS, () => end(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)));
    tcp.on('error', end);
    tls.on('error', end);
    tls.on('secureConnect', () => end());
    tls.on('close', () => end(new Error('the server closes the connection')));
  });
}

/** A stream over a socket that shows what arrives. */
function tapped(tcp: Socket, see: (chunk: Buffer) => void): Duplex {
  const stream = new Duplex({
    read: () => void tcp.resume(),
    write: (chunk: Buffer, _encoding, done) => void tcp.write(chunk, done),
    final: (done) => void tcp.end(done),
  });
  tcp.on('data', (chunk) => {
    see(chunk);
    if (!stream.push(chunk)) tcp.pause();
  });
  tcp.on('end', () => stream.push(null));
  return stream;
}

/** The chain as OpenSSL has sorted it. */
function peerChain(tls: TLSSocket): readonly X509Certificate[] | undefined {
  const chain: X509Certificate[] = [];
  for (let next = tls.getPeerX509Certificate(); next !== undefined; next = next.issuerCertificate) {
    if (chain.some(({ fingerprint256 }) => fingerprint256 === next?.fingerprint256)) break;
    chain.push(next);
  }
  return chain.length === 0 ? undefined : chain;
}

function parse(der: Buffer): X509Certificate {
  return new X509Certificate(der);
}
