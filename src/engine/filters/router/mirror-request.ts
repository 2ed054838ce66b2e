// A copy of a request on its way to a mirror. Nobody waits for its answer, and whatever becomes of it, the client does
// not notice: it is not retried and not logged. Only of a long body no part may be lost, so the client has to send no
// faster than the mirror takes it (as with Envoy), but not for ever.
import type { Cluster } from '../../cluster/cluster.ts';
import type { Headers } from '../../http/headers.ts';
import type { Protocol, RequestHead, ResponseHead } from '../../http/stream.ts';
import { limits } from '../../limits.ts';
import { CLUSTER } from '../../stats/layouts.ts';
import { StreamTimer } from '../../stream-timer.ts';
import type { FilterEnvironment } from '../filter.ts';
import { RequestBody } from './request-body.ts';
import { UpstreamRequest, type UpstreamRequestOwner } from './upstream-request.ts';

export interface MirrorOptions {
  readonly cluster: Cluster;
  readonly head: RequestHead;
  readonly protocol: Protocol;
  /** From the end of the request; 0: as long as the mirror likes. */
  readonly timeoutMs: number;
  readonly environment: FilterEnvironment;
  /** Called when the mirror no longer holds the request back. */
  readonly onRelease: () => void;
}

export class MirrorRequest implements UpstreamRequestOwner {
  readonly #options: MirrorOptions;
  #upstream: UpstreamRequest | undefined = undefined;
  /** What the mirror did not take yet, while there is no connection or it is full. */
  #waiting: RequestBody | undefined = undefined;
  #headSent = false;
  #full = false;
  #ended = false;
  #timer: StreamTimer | undefined = undefined;
  /** Bounds how long the request is held back. */
  #holdTimer: StreamTimer | undefined = undefined;

  constructor(options: MirrorOptions) {
    this.#options = options;
  }

  /** Looks for an endpoint and asks for a connection; without an endpoint there is no copy. */
  start(end: boolean): void {
    const { cluster, protocol, head } = this.#options;
    const endpoint = cluster.choose(NONE, 0);
    if (endpoint === undefined) {
      this.#count(CLUSTER.upstream_cx_none_healthy);
      return;
    }
    const upstream = new UpstreamRequest(this, endpoint);
    this.#upstream = upstream;
    if (end) this.#onRequestEnd();
    upstream.open(cluster.pool(endpoint, protocol, head.authority));
  }

  /** Whether the client should send no more for now. */
  get holdsBack(): boolean {
    return this.#holdTimer !== undefined;
  }

  // ---- The request's side

  onRequestData(chunk: Buffer, end: boolean): void {
    if (this.#upstream === undefined) return;
    if (end) this.#onRequestEnd();
    if (!this.#headSent || this.#full) this.#wait(chunk);
    else if (!this.#upstream.sendData(chunk, end)) this.#full = true;
  }

  onRequestTrailers(trailers: Headers): void {
    if (this.#upstream === undefined) return;
    this.#onRequestEnd();
    if (this.#headSent && !this.#full) this.#upstream.sendTrailers(trailers);
    else this.#waitingBody().trailers = trailers;
  }

  /** The client's request is over: a copy that is complete goes on by itself, any other ends with it. */
  detach(): void {
    if (!this.#ended) this.#giveUp();
  }

  #onRequestEnd(): void {
    this.#ended = true;
    const { timeoutMs } = this.#options;
    if (timeoutMs === 0) return;
    this.#timer = this.#startTimer(timeoutMs, () => {
      this.#count(CLUSTER.upstream_rq_timeout);
      this.#upstream?.expire();
      this.#finish();
    });
  }

  #wait(chunk: Buffer): void {
    const body = this.#waitingBody();
    body.append(chunk);
    if (body.bytes <= limits.mirrorBufferBytes.value || this.#holdTimer !== undefined) return;
    this.#holdTimer = this.#startTimer(limits.mirrorStallMs.value, () => {
      this.#count(CLUSTER.retry_or_shadow_abandoned);
      this.#giveUp();
    });
  }

  #waitingBody(): RequestBody {
    this.#waiting ??= new RequestBody();
    return this.#waiting;
  }

  // ---- The mirror's side

  onUpstreamReady(upstream: UpstreamRequest): void {
    this.#upstream = upstream;
    this.#headSent = true;
    this.#full = !upstream.sendHead(this.#options.head, this.#ended && this.#waiting === undefined);
    this.#sendWaiting();
  }

  onUpstreamWritable(): void {
    this.#full = false;
    this.#sendWaiting();
  }

  /** Sends what waited, all of it: it is bounded. */
  #sendWaiting(): void {
    const upstream = this.#upstream;
    const body = this.#waiting;
    if (upstream === undefined || body === undefined) return;
    this.#waiting = undefined;
    const { chunks, trailers } = body;
    const endsWithData = this.#ended && trailers === undefined;
    chunks.forEach((chunk, at) => {
      if (!upstream.sendData(chunk, endsWithData && at === chunks.length - 1)) this.#full = true;
    });
    if (endsWithData && chunks.length === 0) upstream.sendData(EMPTY, true);
    if (trailers !== undefined) upstream.sendTrailers(trailers);
    this.#release();
  }

  onUpstreamInformational(): void {}

  onUpstreamHead(_upstream: UpstreamRequest, head: ResponseHead, end: boolean): void {
    this.#options.cluster.stats.countResponse(head.status);
    if (end) this.#finish();
  }

  onUpstreamData(_chunk: Buffer, end: boolean): void {
    if (end) this.#finish();
  }

  onUpstreamTrailers(): void {
    this.#finish();
  }

  onUpstreamReset(): void {
    this.#count(CLUSTER.upstream_rq_rx_reset);
    this.#options.cluster.stats.countResponse(503);
    this.#finish();
  }

  onUpstreamDefect(): void {
    this.#giveUp();
  }

  #giveUp(): void {
    const upstream = this.#upstream;
    this.#finish();
    upstream?.reset();
  }

  #finish(): void {
    if (this.#timer !== undefined) this.#options.environment.timers.clear(this.#timer);
    this.#timer = undefined;
    this.#upstream = undefined;
    this.#waiting = undefined;
    this.#release();
  }

  #release(): void {
    if (this.#holdTimer === undefined) return;
    this.#options.environment.timers.clear(this.#holdTimer);
    this.#holdTimer = undefined;
    this.#options.onRelease();
  }

  #startTimer(delayMs: number, onDeadline: () => void): StreamTimer {
    const timer = new StreamTimer(onDeadline, () => this.#giveUp());
    this.#options.environment.timers.set(timer, delayMs);
    return timer;
  }

  #count(id: number): void {
    const { values } = this.#options.cluster.stats;
    values[id] = (values[id] as number) + 1;
  }
}

const NONE: readonly never[] = [];
const EMPTY = Buffer.alloc(0);
