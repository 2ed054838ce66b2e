// HTTP/1.1 connections to one endpoint. A request takes the connection that was used last, or waits for a new one.
import type { OnReadOpts, Socket } from 'node:net';
import type { Receiver } from '../codec/codec-io.ts';
import type { Http1Client } from '../codec/http1-client.ts';
import type { Http1ClientConnection, Http1ClientOwner } from '../codec/http1-client-connection.ts';
import type { ClientStreamHandler, ConnectionPool, PoolCallbacks, ResetReason } from '../http/stream.ts';
import { limits } from '../limits.ts';
import { CLUSTER } from '../stats/layouts.ts';
import type { StatScope } from '../stats/stat-scope.ts';
import { awaitConnection } from './await-connection.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import { ConnectionAges, type MaxAge } from './connection-ages.ts';
import { PendingRequests } from './pending-requests.ts';

export interface Http1PoolOptions {
  /**
   * Begins to connect; the socket need not be connected yet, nor its handshake done. Plain sockets are cheaper to read
   * with `onread` given to net.connect.
   */
  readonly connect: (options: { readonly onread: OnReadOpts }) => Socket;
  readonly client: Http1Client;
  readonly circuitBreaker: CircuitBreaker;
  /** Laid out as `clusterStats`. */
  readonly stats: StatScope;
  readonly connectTimeoutMs?: number;
  readonly idleMs?: number;
  /** No bound without it. */
  readonly maxRequestsPerConnection?: number;
  /** No bound without it. */
  readonly maxAge?: MaxAge;
}

/**
 * The pool asks the cluster's circuit breaker and counts into it: connections, pending requests and requests. A
 * request without an idle connection is pending until one is made or becomes idle, whichever is first (as Envoy).
 */
export class Http1Pool implements ConnectionPool, Http1ClientOwner {
  connections = 0;
  activeStreams = 0;
  readonly #options: Http1PoolOptions;
  /** The last is taken first, so that the others may grow old and close. */
  readonly #idle: Http1ClientConnection[] = [];
  readonly #pending: PendingRequests;
  readonly #ages: ConnectionAges<Http1ClientConnection> | undefined;
  #connecting = 0;
  #draining = false;

  constructor(options: Http1PoolOptions) {
    this.#options = options;
    this.#pending = new PendingRequests(options.circuitBreaker, options.stats);
    const { maxAge } = options;
    if (maxAge !== undefined) this.#ages = new ConnectionAges(maxAge, (connection) => this.#onOld(connection));
  }

  newStream(handler: ClientStreamHandler, callbacks: PoolCallbacks): { cancel(): void } | undefined {
    const connection = this.#idle.pop();
    if (connection !== undefined) {
      this.#attach(connection, handler, callbacks);
      return undefined;
    }
    const request = { handler, callbacks };
    if (!this.#pending.add(request)) return undefined;
    this.#connectForPending();
    return { cancel: () => this.#pending.cancel(request) };
  }

  drain(): void {
    this.#draining = true;
    for (const connection of this.#idle.splice(0)) connection.close();
  }

  // ---- As owner of its connections.

  onIdle(connection: Http1ClientConnection): void {
    this.#detach(connection);
    const { maxRequestsPerConnection = Number.POSITIVE_INFINITY } = this.#options;
    const worn = connection.served >= maxRequestsPerConnection || this.#ages?.isOld(connection) === true;
    if (worn || (this.#draining && this.#pending.length === 0)) connection.close();
    else this.#offer(connection);
  }

  onClosed(connection: Http1ClientConnection): void {
    if (connection.taken) this.#detach(connection);
    else this.#notIdle(connection);
    this.#ages?.onClosed(connection);
    this.#connectionGone();
    this.#connectForPending();
  }

  /** A connection with a request is closed after that. */
  #onOld(connection: Http1ClientConnection): void {
    count(this.#options.stats, CLUSTER.upstream_cx_max_duration_reached, 1);
    if (connection.taken) return;
    this.#notIdle(connection);
    connection.close();
  }

  #notIdle(connection: Http1ClientConnection): void {
    const at = this.#idle.indexOf(connection);
    if (at >= 0) this.#idle.splice(at, 1);
  }

  // ---- Requests.

  #attach(connection: Http1ClientConnection, handler: ClientStreamHandler, callbacks: PoolCallbacks): void {
    const { circuitBreaker, stats } = this.#options;
    if (circuitBreaker.requests >= circuitBreaker.maxRequests) {
      this.#idle.push(connection);
      count(stats, CLUSTER.upstream_rq_pending_overflow, 1);
      callbacks.onFailure('overflow', '');
      return;
    }
    connection.taken = true;
    this.activeStreams++;
    circuitBreaker.requests++;
    count(stats, CLUSTER.upstream_rq_total, 1);
    count(stats, CLUSTER.upstream_rq_active, 1);
    callbacks.onReady(connection.newStream(handler));
  }

  #detach(connection: Http1ClientConnection): void {
    connection.taken = false;
    this.activeStreams--;
    this.#options.circuitBreaker.requests--;
    count(this.#options.stats, CLUSTER.upstream_rq_active, -1);
  }

  /** Gives a connection to the request that waits longest, or keeps it. */
  #offer(connection: Http1ClientConnection): void {
    const request = this.#pending.take();
    if (request === undefined) this.#idle.push(connection);
    else this.#attach(connection, request.handler, request.callbacks);
  }

  // ---- Connections.

  #connectForPending(): void {
    while (this.#connecting < this.#pending.length) {
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
    const { connect, connectTimeoutMs = limits.connectMs.value, circuitBreaker, stats, client } = this.#options;
    this.#connecting++;
    this.connections++;
    circuitBreaker.connections++;
    count(stats, CLUSTER.upstream_cx_total, 1);
    count(stats, CLUSTER.upstream_cx_active, 1);
    const reads: { receiver: Receiver | undefined } = { receiver: undefined };
    const socket = connect({ onread: client.readsOf(reads) });
    awaitConnection(socket, connectTimeoutMs, (failure, details) => {
      if (failure === undefined) reads.receiver = this.#connected(socket);
      else {
        if (failure === 'connection-timeout') count(stats, CLUSTER.upstream_cx_connect_timeout, 1);
        this.#connectFailed(failure, details);
      }
    });
  }

  #connected(socket: Socket): Receiver {
    this.#connecting--;
    const { client, idleMs = limits.connectionIdleMs.value } = this.#options;
    const connection = client.attach(socket, idleMs, this);
    this.#ages?.onOpened(connection);
    if (this.#draining && this.#pending.length === 0) connection.close();
    else this.#offer(connection);
    return connection;
  }

  /** Fails the requests that no connection is on its way for any more. */
  #connectFailed(reason: ResetReason, details: string): void {
    this.#connecting--;
    this.#connectionGone();
    count(this.#options.stats, CLUSTER.upstream_cx_connect_fail, 1);
    this.#pending.failAllBut(this.#connecting, reason, details);
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
