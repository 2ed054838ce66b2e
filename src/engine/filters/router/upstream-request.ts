import type { Endpoint } from '../../cluster/endpoint.ts';
import { contain } from '../../guard.ts';
import { httpStatusOf, isGrpcRequest } from '../../http/grpc.ts';
import type { Headers } from '../../http/headers.ts';
import type {
  ClientStream,
  ClientStreamHandler,
  ConnectionPool,
  PoolCallbacks,
  RequestHead,
  ResetReason,
  ResponseHead,
} from '../../http/stream.ts';
import { carriesTrailers } from '../../http/trailers.ts';
import type { StreamTimer } from '../../stream-timer.ts';

/** What a try tells the router. */
export interface UpstreamRequestOwner {
  onUpstreamReady(request: UpstreamRequest): void;
  onUpstreamInformational(head: ResponseHead): void;
  onUpstreamHead(request: UpstreamRequest, head: ResponseHead, end: boolean): void;
  onUpstreamData(chunk: Buffer, end: boolean): void;
  onUpstreamTrailers(trailers: Headers): void;
  onUpstreamReset(request: UpstreamRequest, reason: ResetReason, details: string): void;
  onUpstreamWritable(): void;
  /** A defect was thrown out of one of these and is told of; what is left is to end the request. */
  onUpstreamDefect(): void;
}

/** One try of a request at one endpoint, from the wait for a connection to the end of the response. */
export class UpstreamRequest implements ClientStreamHandler, PoolCallbacks {
  readonly endpoint: Endpoint;
  /** Bounds this try; set by the router. */
  timer: StreamTimer | undefined = undefined;
  /** Whether all of the request was handed to the connection. */
  requestEnded = false;
  readonly #owner: UpstreamRequestOwner;
  #stream: ClientStream | undefined = undefined;
  #wait: { cancel(): void } | undefined = undefined;
  #ended = false;

  constructor(owner: UpstreamRequestOwner, endpoint: Endpoint) {
    this.#owner = owner;
    this.endpoint = endpoint;
  }

  /** Asks the pool for a connection; the owner hears of it, possibly before this returns. */
  open(pool: ConnectionPool): void {
    this.endpoint.activeRequests++;
    this.endpoint.requests++;
    const wait = pool.newStream(this, this);
    if (this.#stream === undefined && !this.#ended) this.#wait = wait;
  }

  /** Whether there is a connection to send to. */
  get isReady(): boolean {
    return this.#stream !== undefined && !this.#ended;
  }

  /** Our end of the connection; '' before there is one. */
  get localAddress(): string {
    return this.#stream?.localAddress ?? '';
  }

  sendHead(head: RequestHead, end: boolean): boolean {
    this.requestEnded = end;
    return this.#stream?.sendHead(head, end) ?? true;
  }

  sendData(chunk: Uint8Array, end: boolean): boolean {
    this.requestEnded = end;
    return this.#stream?.sendData(chunk, end) ?? true;
  }

  sendTrailers(trailers: Headers): void {
    this.requestEnded = true;
    if (this.#stream === undefined) return;
    if (carriesTrailers(this.#stream.protocol)) this.#stream.sendTrailers(trailers);
    else this.#stream.sendData(NOTHING, true);
  }

  pause(): void {
    this.#stream?.pause();
  }

  resume(): void {
    this.#stream?.resume();
  }

  /** Gives the try up, for it took too long. */
  expire(): void {
    this.endpoint.errors++;
    this.endpoint.monitor?.onTimeout();
    this.reset();
  }

  /** Gives the try up. */
  reset(): void {
    if (this.#ended) return;
    this.#end();
    if (this.#stream !== undefined) this.#stream.reset('local-reset');
    else this.#wait?.cancel();
  }

  // ---- PoolCallbacks and ClientStreamHandler. A defect must not hit the connection that it came by: a pool's
  // connection may have been another request's a moment ago.

  onReady(stream: ClientStream): void {
    this.#wait = undefined;
    this.#stream = stream;
    this.endpoint.monitor?.onConnected();
    try {
      this.#owner.onUpstreamReady(this);
    } catch (error) {
      this.#onDefect(error);
    }
  }

  onFailure(reason: ResetReason, details: string): void {
    this.onReset(reason, details);
  }

  onInformational(head: ResponseHead): void {
    if (this.#ended) return;
    try {
      this.#owner.onUpstreamInformational(head);
    } catch (error) {
      this.#onDefect(error);
    }
  }

  onHead(head: ResponseHead, end: boolean): void {
    if (this.#ended) return;
    if (end) this.#end();
    try {
      this.endpoint.monitor?.onResponse(outcomeOf(head));
      this.#owner.onUpstreamHead(this, head, end);
    } catch (error) {
      this.#onDefect(error);
    }
    if (end) this.#stopSending();
  }

  onData(chunk: Buffer, end: boolean): void {
    if (this.#ended) return;
    if (end) this.#end();
    try {
      this.#owner.onUpstreamData(chunk, end);
    } catch (error) {
      this.#onDefect(error);
    }
    if (end) this.#stopSending();
  }

  onTrailers(trailers: Headers): void {
    if (this.#ended) return;
    this.#end();
    try {
      if (this.#stream !== undefined && carriesTrailers(this.#stream.protocol))
        this.#owner.onUpstreamTrailers(trailers);
      else this.#owner.onUpstreamData(NOTHING, true);
    } catch (error) {
      this.#onDefect(error);
    }
    this.#stopSending();
  }

  onReset(reason: ResetReason, details: string): void {
    if (this.#ended) return;
    this.#end();
    this.endpoint.errors++;
    try {
      // Neither a limit of ours nor a connection that was closed while it was idle tells anything of the endpoint.
      if (reason !== 'overflow' && reason !== 'stale-connection') this.endpoint.monitor?.onReset();
      this.#owner.onUpstreamReset(this, reason, details);
    } catch (error) {
      this.#onDefect(error);
    }
  }

  onWritable(): void {
    if (this.#ended) return;
    try {
      this.#owner.onUpstreamWritable();
    } catch (error) {
      this.#onDefect(error);
    }
  }

  #onDefect(error: unknown): void {
    contain('request', error, () => {
      this.reset();
      this.#owner.onUpstreamDefect();
    });
  }

  /** The response is complete, or there will be none. */
  #end(): void {
    this.#ended = true;
    this.endpoint.activeRequests--;
  }

  /** An upstream that answered before it had the whole request gets no more of it. */
  #stopSending(): void {
    if (!this.requestEnded) this.#stream?.reset('local-reset');
  }
}

/** The status that a response counts as: of gRPC, the one that its head tells beside 200. */
function outcomeOf({ status, headers }: ResponseHead): number {
  const grpcStatus = isGrpcRequest(headers) ? headers.get('grpc-status') : undefined;
  return grpcStatus === undefined ? status : httpStatusOf(Number(grpcStatus));
}

const NOTHING = Buffer.alloc(0);
