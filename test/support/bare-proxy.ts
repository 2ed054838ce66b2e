// The codec and the pool with as little between them as a proxy can do: for tests of the wire and for measuring.
import { connect, createServer, type Server, type Socket } from 'node:net';
import { CircuitBreaker } from '../../src/engine/cluster/circuit-breaker.ts';
import { Http1Pool } from '../../src/engine/cluster/http1-pool.ts';
import { CodecIo } from '../../src/engine/codec/codec-io.ts';
import { Http1Client } from '../../src/engine/codec/http1-client.ts';
import { Http1Server } from '../../src/engine/codec/http1-server.ts';
import { statusText } from '../../src/engine/codec/status-text.ts';
import { Headers } from '../../src/engine/http/headers.ts';
import { normalizePath, type PathNormalization } from '../../src/engine/http/path.ts';
import type {
  ClientStream,
  ClientStreamHandler,
  ConnectionPool,
  DownstreamConnection,
  ProtocolError,
  RequestHead,
  ResetReason,
  ResponseHead,
  ServerConnectionHandler,
  ServerStream,
  ServerStreamHandler,
} from '../../src/engine/http/stream.ts';
import { clusterStats } from '../../src/engine/stats/layouts.ts';
import { StatScope } from '../../src/engine/stats/stat-scope.ts';
import { TimerWheel } from '../../src/engine/timer-wheel.ts';

const EMPTY = Buffer.alloc(0);

/** One request and its response. */
class Exchange implements ServerStreamHandler {
  up: ClientStream | undefined = undefined;
  answered = false;
  ended = false;
  readonly down: ServerStream;
  readonly #pool: ConnectionPool;
  readonly #head: RequestHead;
  readonly #headOnly: boolean;
  #early: Buffer[] = [];
  #requestEnded: boolean;

  constructor(down: ServerStream, pool: ConnectionPool, head: RequestHead, end: boolean) {
    this.down = down;
    this.#pool = pool;
    this.#head = head;
    this.#headOnly = end;
    this.#requestEnded = end;
    down.handler = this;
    this.ask();
  }

  ask(): void {
    this.up = undefined;
    this.#pool.newStream(new Answer(this), {
      onReady: (up) => this.#begin(up),
      onFailure: () => this.fail(),
    });
  }

  #begin(up: ClientStream): void {
    if (this.ended) {
      up.reset('local-reset');
      return;
    }
    this.up = up;
    up.sendHead(this.#head, this.#headOnly);
    for (const chunk of this.#early) up.sendData(chunk, false);
    this.#early = [];
    if (this.#requestEnded && !this.#headOnly) up.sendData(EMPTY, true);
  }

  /** The peer closed a connection that we used again: nothing of the request was sent that cannot be sent again. */
  retry(): boolean {
    if (!this.#headOnly) return false;
    this.ask();
    return true;
  }

  fail(): void {
    if (this.ended) return;
    this.ended = true;
    if (this.answered) this.down.reset('local-reset');
    else reply(this.down, 503);
  }

  onData(chunk: Buffer, end: boolean): void {
    if (end) this.#requestEnded = true;
    if (this.up === undefined) this.#early.push(Buffer.from(chunk));
    else if (!this.up.sendData(chunk, end)) this.down.pause();
  }

  /** Dropped, as Envoy does unless told otherwise. */
  onTrailers(): void {
    this.onData(EMPTY, true);
  }

  onProtocolError(error: ProtocolError): void {
    this.#leave();
    reply(this.down, error.status);
  }

  onReset(): void {
    this.#leave();
  }

  #leave(): void {
    this.ended = true;
    this.up?.reset('local-reset');
  }

  onWritable(): void {
    this.up?.resume();
  }
}

/** The upstream's side of an exchange. */
class Answer implements ClientStreamHandler {
  readonly #exchange: Exchange;

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
  }

  onInformational(head: ResponseHead): void {
    this.#exchange.down.sendInformational(head.status, head.headers);
  }

  onHead(head: ResponseHead, end: boolean): void {
    const exchange = this.#exchange;
    exchange.answered = true;
    exchange.ended ||= end;
    head.headers.set('server', 'envoy');
    exchange.down.sendHead(head, end);
  }

  onData(chunk: Buffer, end: boolean): void {
    const exchange = this.#exchange;
    if (end) exchange.ended = true;
    if (!exchange.down.sendData(chunk, end) && !end) exchange.up?.pause();
  }

  onTrailers(): void {
    this.onData(EMPTY, true);
  }

  onReset(reason: ResetReason): void {
    if (reason !== 'stale-connection' || !this.#exchange.retry()) this.#exchange.fail();
  }

  onWritable(): void {
    this.#exchange.down.resume();
  }
}

function reply(stream: ServerStream, status: number): void {
  const body = Buffer.from(statusText(status));
  stream.sendHead({ status, headers: new Headers(['content-length', String(body.length)]) }, false);
  stream.sendData(body, true);
}

/** Proxies every request to one upstream. */
class BareHandler implements ServerConnectionHandler {
  readonly #pool: ConnectionPool;
  readonly #paths: PathNormalization;

  constructor(pool: ConnectionPool, paths: PathNormalization) {
    this.#pool = pool;
    this.#paths = paths;
  }

  onRequest(stream: ServerStream, head: RequestHead, end: boolean): void {
    const path = normalizePath(head.path, this.#paths);
    const refusal = head.method === 'CONNECT' ? 404 : this.#refusal(head, path);
    if (refusal !== undefined) {
      stream.handler = new Discard();
      if (refusal === 400) stream.closeAfterResponse();
      reply(stream, refusal);
      return;
    }
    head.path = path as string;
    head.headers.set('x-forwarded-for', stream.connection.remoteAddress);
    head.headers.set('x-forwarded-proto', head.scheme);
    new Exchange(stream, this.#pool, head, end);
  }

  #refusal(head: RequestHead, path: string | undefined): number | undefined {
    if (path === undefined) return 400;
    return head.upgrade !== undefined && head.upgrade !== 'websocket' ? 403 : undefined;
  }

  onProtocolError(stream: ServerStream, error: ProtocolError): void {
    stream.handler = new Discard();
    reply(stream, error.status);
  }

  onConnectionError(): void {}
}

class Discard implements ServerStreamHandler {
  onData(): void {}
  onTrailers(): void {}
  onProtocolError(): void {}
  onReset(): void {}
  onWritable(): void {}
}

export interface BareProxyOptions {
  readonly upstreamPort: number;
  readonly paths?: PathNormalization;
  readonly acceptHttp10?: boolean;
  readonly wheel?: TimerWheel;
}

/** A server that is not listening yet. */
export function createBareProxy(options: BareProxyOptions): Server {
  const wheel = options.wheel ?? new TimerWheel();
  const io = new CodecIo();
  const codec = new Http1Server({ wheel, io, acceptHttp10: options.acceptHttp10 ?? false });
  const pool = new Http1Pool({
    client: new Http1Client({ wheel, io }),
    connect: ({ onread }) => connect({ port: options.upstreamPort, host: '127.0.0.1', onread }),
    circuitBreaker: new CircuitBreaker(),
    stats: new StatScope('cluster.bare', clusterStats),
  });
  const handler = new BareHandler(pool, options.paths ?? 'BASE');
  let id = 0;
  return createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    codec.serve(socket, connectionOf(socket, ++id), handler);
  });
}

function connectionOf(socket: Socket, id: number): DownstreamConnection {
  const { remoteAddress = '', remotePort = 0, localAddress = '', localPort = 0 } = socket;
  return { id, remoteAddress, remotePort, localAddress, localPort, tls: undefined, listenerName: 'bare' };
}
