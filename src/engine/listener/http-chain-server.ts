import type { Socket } from 'node:net';
import type { HttpConnectionManager } from '../../envoy/http-connection-manager.ts';
import type { FilterChain } from '../../envoy/listener.ts';
import type { Http1Server } from '../codec/http1-server.ts';
import type { Http2Server } from '../codec/http2/http2-server.ts';
import { guarded } from '../guard.ts';
import type { ConnectionManager } from '../http/connection-manager.ts';
import type { DownstreamConnection, ServerCodec, TlsFacts } from '../http/stream.ts';
import { HTTP } from '../stats/layouts.ts';
import type { AcceptedConnection, DownstreamTls, FilterChainServer } from './filter-chain-server.ts';
import { plainAddress } from './plain-address.ts';

export interface HttpChainOptions {
  readonly manager: ConnectionManager;
  readonly http1: Http1Server;
  readonly http2: Http2Server;
  /** undefined on plaintext. */
  readonly tls: DownstreamTls | undefined;
  readonly nextConnectionId: () => number;
  /** How long a connection may take to say anything, and then to say what it speaks. */
  readonly idleMs: number;
  readonly requestHeadMs: number;
}

/** Node's timers count no further. */
const LONGEST_MS = 2 ** 31 - 1;

/** RFC 9113 section 3.4: what a client says first, and at once a SETTINGS frame after it. */
const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'latin1');

/** Serves HTTP/1.1 and HTTP/2, by ALPN or by what the first bytes say. */
export class HttpChainServer implements FilterChainServer {
  readonly chain: FilterChain;
  readonly #options: HttpChainOptions;
  readonly #codecType: NonNullable<HttpConnectionManager['codecType']>;
  readonly #codecs = new Set<ServerCodec>();
  /** Accepted, and not known yet what they speak. */
  readonly #silent = new Set<Socket>();
  #draining = false;

  constructor(chain: FilterChain, options: HttpChainOptions) {
    this.chain = chain;
    this.#options = options;
    this.#codecType = options.manager.config.codecType ?? 'AUTO';
  }

  get connections(): number {
    return this.#codecs.size + this.#silent.size;
  }

  serve(accepted: AcceptedConnection): void {
    const { tls } = this.#options;
    if (tls === undefined) this.#serveClear(accepted.socket, accepted, undefined, accepted.received);
    else {
      this.#hold(accepted.socket);
      tls.accept(accepted, (socket, facts) => {
        this.#silent.delete(accepted.socket);
        this.#serveClear(socket, accepted, facts, undefined);
      });
    }
  }

  drain(): void {
    this.#draining = true;
    for (const socket of this.#silent) socket.destroy();
    for (const codec of [...this.#codecs]) codec.drain();
  }

  close(): void {
    this.#draining = true;
    for (const socket of this.#silent) socket.destroy();
    for (const codec of [...this.#codecs]) codec.close();
    this.#options.tls?.close();
  }

  #serveClear(
    socket: Socket,
    { listenerName }: AcceptedConnection,
    tls: TlsFacts | undefined,
    received: Buffer | undefined,
  ): void {
    const connection: DownstreamConnection = {
      id: this.#options.nextConnectionId(),
      remoteAddress: plainAddress(socket.remoteAddress),
      remotePort: socket.remotePort ?? 0,
      localAddress: plainAddress(socket.localAddress),
      localPort: socket.localPort ?? 0,
      tls,
      listenerName,
    };
    if (tls?.alpn === 'h2' || this.#codecType === 'HTTP2') this.#start(true, socket, connection, received);
    else if (tls?.alpn === 'http/1.1' || this.#codecType === 'HTTP1') this.#start(false, socket, connection, received);
    else this.#sniff(socket, connection, received);
  }

  /** Waits for bytes that tell HTTP/2 from HTTP/1. */
  #sniff(socket: Socket, connection: DownstreamConnection, received: Buffer | undefined): void {
    const isHttp2 = received === undefined ? undefined : startsHttp2(received);
    if (isHttp2 !== undefined) {
      this.#start(isHttp2, socket, connection, received);
      return;
    }
    this.#hold(socket);
    const { idleMs, requestHeadMs } = this.#options;
    const close = () => socket.destroy();
    socket.setTimeout(Math.min(received === undefined ? idleMs : requestHeadMs, LONGEST_MS), close);
    // Sockets are half-open: a client that leaves without a word is closed by us.
    socket.once('end', close);
    const onData = (chunk: Buffer) => {
      this.#silent.delete(socket);
      socket.setTimeout(0);
      socket.off('timeout', close).off('end', close);
      this.#sniff(socket, connection, received === undefined ? chunk : Buffer.concat([received, chunk]));
    };
    socket.once('data', guarded('accepted connection', close, onData));
  }

  #hold(socket: Socket): void {
    this.#silent.add(socket);
    socket.once('close', () => this.#silent.delete(socket));
    socket.on('error', () => {}); // 'close' follows
  }

  #start(http2: boolean, socket: Socket, connection: DownstreamConnection, received: Buffer | undefined): void {
    const { manager, http1, http2: http2Server } = this.#options;
    manager.count(HTTP.downstream_cx_total);
    manager.count(HTTP.downstream_cx_active);
    if (connection.tls !== undefined) manager.count(HTTP.downstream_cx_ssl_total);
    // Listeners of a socket run in the order in which they were added: the codec's own 'close' comes after this one.
    let codec: ServerCodec | undefined;
    socket.once('close', () => {
      manager.count(HTTP.downstream_cx_active, -1);
      if (codec !== undefined) this.#codecs.delete(codec);
    });
    // It flows from the next turn on, should it have been stopped to find its chain.
    if (socket.isPaused()) socket.resume();
    codec = (http2 ? http2Server : http1).serve(socket, connection, manager, received);
    if (socket.destroyed) return;
    this.#codecs.add(codec);
    if (this.#draining) codec.drain();
  }
}

/**
 * Whether bytes begin an HTTP/2 connection; undefined while they could. The preface alone does not: who says nothing
 * after it is told nothing, so that no HTTP/1 client ever reads frames.
 */
function startsHttp2(bytes: Buffer): boolean | undefined {
  const length = Math.min(bytes.length, PREFACE.length);
  if (bytes.compare(PREFACE, 0, length, 0, length) !== 0) return false;
  return bytes.length > PREFACE.length ? true : undefined;
}
