// HTTP/2 connections to one endpoint: requests share one as long as its server takes more, and only then another is made.
import type { OnReadOpts, Socket } from 'node:net';
import { CodecIo, type Receiver } from '../codec/codec-io.ts';
import {
  Http2ClientConnection,
  type Http2ClientContext,
  type Http2ClientOwner,
} from '../codec/http2/client-connection.ts';
import type { Http2ClientStream } from '../codec/http2/client-stream.ts';
import { SettingId } from '../codec/http2/frame-format.ts';
import { Http2Io } from '../codec/http2/http2-io.ts';
import type { PingTimes } from '../codec/http2/keep-alive-pings.ts';
import type { ClientStreamHandler, ConnectionPool, PoolCallbacks, ResetReason } from '../http/stream.ts';
import { limits } from '../limits.ts';
import { CLUSTER } from '../stats/layouts.ts';
import type { StatScope } from '../stats/stat-scope.ts';
import type { TimerWheel } from '../timer-wheel.ts';
import { awaitConnection } from './await-connection.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import { ConnectionAges, type MaxAge } from './connection-ages.ts';
import { type PendingRequest, PendingRequests } from './pending-requests.ts';

export interface Http2PoolOptions {
  /**
   * Begins to connect; the socket need not be connected yet, nor its handshake done. Plain sockets are cheaper to read
   * with `onread` given to net.connect.
   */
  readonly connect: (options: { readonly onread: OnReadOpts }) => Socket;
  readonly wheel: TimerWheel;
  /** One for all servers and clients of an engine. */
  readonly io?: Http2Io;
  readonly circuitBreaker: CircuitBreaker;
  /** Laid out as `clusterStats`. */
  readonly stats: StatScope;
  readonly connectTimeoutMs?: number;
  readonly idleMs?: number;
  /** Of one connection; the server may set a lower bound. */
  readonly maxConcurrentStreams?: number;
  /** No bound without it. */
  readonly maxRequestsPerConnection?: number;
  /** No bound without it. */
  readonly maxAge?: MaxAge;
  /** None without it. */
  readonly pings?: PingTimes;
}

/** Envoy's http2_protocol_options.max_concurrent_streams for clusters. */
const DEFAULT_MAX_STREAMS = 1024;

/** The pool asks the cluster's circuit breaker and counts into it: connections, pending requests and requests. */
export class Http2Pool implements ConnectionPool, Http2ClientOwner {
  connections = 0;
  activeStreams = 0;
  readonly #options: Http2PoolOptions;
  readonly #context: Http2ClientContext;
  readonly #open = new Set<Http2ClientConnection>();
  readonly #pending: PendingRequests;
  readonly #ages: ConnectionAges<Http2ClientConnection> | undefined;
  #connecting = 0;
  #draining = false;

  constructor(options: Http2PoolOptions) {
    this.#options = options;
    this.#pending = new PendingRequests(options.circuitBreaker, options.stats);
    this.#context = {
      wheel: options.wheel,
      io: options.io ?? new Http2Io(new CodecIo()),
      where: 'upstream HTTP/2 connection',
      settings: [[SettingId.enablePush, 0]],
      streamWindowBytes: limits.http2StreamWindowBytes.value,
      connectionWindowBytes: limits.http2ConnectionWindowBytes.value,
      // :status counts on the wire.
      fieldLimits: { bytes: limits.responseHeadBytes.value, fields: limits.responseHeaders.value + 1 },
      idleMs: options.idleMs ?? limits.connectionIdleMs.value,
      maxConcurrentStreams: options.maxConcurrentStreams ?? DEFAULT_MAX_STREAMS,
      ...(options.pings !== undefined && { pings: options.pings }),
    };
    if (options.maxAge !== undefined)
      this.#ages = new ConnectionAges(options.maxAge, (connection) => {
        count(options.stats, CLUSTER.upstream_cx_max_duration_reached, 1);
        connection.drain();
      });
  }

  newStream(handler: ClientStreamHandler, callbacks: PoolCallbacks): { cancel(): void } | undefined {
    const request = { handler, callbacks };
    const connection = this.#findRoom();
    if (connection !== undefined) {
      this.#attach(connection, request);
      return undefined;
    }
    if (!this.#pending.add(request)) return undefined;
    this.#connectForPending();
    return { cancel: () => this.#pending.cancel(request) };
  }

  drain(): void {
    this.#draining = true;
    for (const connection of [...this.#open]) connection.drain();
  }

  // ---- As owner of its connections.

  onRoom(connection: Http2ClientConnection): void {
    while (this.#pending.length > 0 && this.#hasRoom(connection)) {
      const request = this.#pending.take();
      if (request !== undefined) this.#attach(connection, request);
    }
  }

  onDraining(): void {
    this.#connectForPending();
  }

  onClosed(connection: Http2ClientConnection): void {
    this.#open.delete(connection);
    this.#ages?.onClosed(connection);
    this.#connectionGone();
    this.#connectForPending();
  }

  // ---- Requests.

  #findRoom(): Http2ClientConnection | undefined {
    for (const connection of this.#open) if (this.#hasRoom(connection)) return connection;
    return undefined;
  }

  #hasRoom(connection: Http2ClientConnection): boolean {
    const { maxRequestsPerConnection = Number.POSITIVE_INFINITY } = this.#options;
    return connection.hasRoom && connection.served < maxRequestsPerConnection;
  }

  #attach(connection: Http2ClientConnection, { handler, callbacks }: PendingRequest): void {
    const { circuitBreaker, stats, maxRequestsPerConnection = Number.POSITIVE_INFINITY } = this.#options;
    if (circuitBreaker.requests >= circuitBreaker.maxRequests) {
      count(stats, CLUSTER.upstream_rq_pending_overflow, 1);
      callbacks.onFailure('overflow', '');
      return;
    }
    this.activeStreams++;
    circuitBreaker.requests++;
    count(stats, CLUSTER.upstream_rq_total, 1);
    count(stats, CLUSTER.upstream_rq_active, 1);
    const stream: Http2ClientStream = connection.newStream(handler, () => this.#detach());
    if (connection.served >= maxRequestsPerConnection) connection.drain();
    callbacks.onReady(stream);
  }

  #detach(): void {
    this.activeStreams--;
    this.#options.circuitBreaker.requests--;
    count(this.#options.stats, CLUSTER.upstream_rq_active, -1);
  }

  // ---- Connections.

  /** One connection on its way is enough for as many requests as it may take. */
  #connectForPending(): void {
    while (this.#connecting * this.#context.maxConcurrentStreams < this.#pending.length) {
      const { circuitBreaker, stats } = this.#options;
      // Each pool may have one, or its requests would wait for ever (as Envoy).
      if (circuitBreaker.connections >= circuitBreaker.maxConnections) {
        count(stats, CLUSTER.upstream_cx_overflow, 1);
        if (this.connections > 0) return;
      }
      this.#connect();
    }
  }

  #connect(): void {
    const { connect, connectTimeoutMs = limits.connectMs.value, circuitBreaker, stats } = this.#options;
    this.#connecting++;
    this.connections++;
    circuitBreaker.connections++;
    count(stats, CLUSTER.upstream_cx_total, 1);
    count(stats, CLUSTER.upstream_cx_active, 1);
    const reads: { receiver: Receiver | undefined } = { receiver: undefined };
    const socket = connect({ onread: this.#context.io.io.readsOf(reads) });
    awaitConnection(socket, connectTimeoutMs, (failure, details) => {
      this.#connecting--;
      if (failure === undefined) this.#connected(socket, reads);
      else this.#connectFailed(failure, details);
    });
  }

  #connected(socket: Socket, reads: { receiver: Receiver | undefined }): void {
    const connection = new Http2ClientConnection(this.#context, socket, this);
    reads.receiver = connection;
    this.#open.add(connection);
    this.#ages?.onOpened(connection);
    this.onRoom(connection);
    if (this.#draining) connection.drain();
  }

  /** Fails the requests that no connection is on its way for any more. */
  #connectFailed(reason: ResetReason, details: string): void {
    const { stats } = this.#options;
    this.#connectionGone();
    count(stats, CLUSTER.upstream_cx_connect_fail, 1);
    if (reason === 'connection-timeout') count(stats, CLUSTER.upstream_cx_connect_timeout, 1);
    this.#pending.failAllBut(this.#connecting * this.#context.maxConcurrentStreams, reason, details);
  }

  #connectionGone(): void {
    this.connections--;
    this.#options.circuitBreaker.connections--;
    count(this.#options.stats, CLUSTER.upstream_cx_active, -1);
  }
}

function count(stats: StatScope, index: number, by: number): void {
  stats.values[index] = (stats.values[index] as number) + by;
}
