// The end of the filter chain: sends a request to an endpoint of its cluster, again if it must, and the response back.
// One object for each request that goes upstream. Facts: source/common/router/router.cc of Envoy.
//
// Situations: waiting for a connection (body is kept) -> sending (body passes through, and is kept while a retry is
// possible) -> response started (nothing is kept any more) -> done. Between tries: waiting for the back-off.
import { performance } from 'node:perf_hooks';
import type { Cluster } from '../../cluster/cluster.ts';
import type { Endpoint } from '../../cluster/endpoint.ts';
import type { HashedRequest } from '../../compile/hash-policy.ts';
import type { Destination, Timeouts, UpstreamAction } from '../../compile/route-entry.ts';
import type { ActiveStream } from '../../http/active-stream.ts';
import type { Headers } from '../../http/headers.ts';
import { resetWordsOf } from '../../http/response-flags.ts';
import type { ResetReason, ResponseHead } from '../../http/stream.ts';
import { limits } from '../../limits.ts';
import { CLUSTER } from '../../stats/layouts.ts';
import { chooseEndpoint } from './choose-endpoint.ts';
import type { MirrorRequest } from './mirror-request.ts';
import type { RequestBody } from './request-body.ts';
import { finalizeRequestHead, rewriteHost } from './request-headers.ts';
import { resetReply } from './reset-reply.ts';
import { type RetryDecision, RetryState } from './retry-state.ts';
import { RouterTimers } from './router-timers.ts';
import { startMirrors } from './start-mirrors.ts';
import { setTimeoutHeaders, timeoutsOf } from './timeouts.ts';
import { UpstreamRequest, type UpstreamRequestOwner } from './upstream-request.ts';

export class Router implements UpstreamRequestOwner {
  readonly #stream: ActiveStream;
  readonly #action: UpstreamAction;
  readonly #destination: Destination;
  readonly #timeouts: Timeouts;
  #cluster: Cluster;
  #retryState: RetryState | undefined;
  #upstream: UpstreamRequest | undefined = undefined;
  /** For clusters that keep requests of one key together; of the request as it came. */
  #hashed: HashedRequest | undefined = undefined;
  #mirrors: readonly MirrorRequest[] = NO_MIRRORS;
  /** Endpoints whose tries failed. */
  #tried: readonly Endpoint[] = NONE;
  #isRetry = false;
  #replayedStale = false;
  #responseStarted = false;
  #timers: RouterTimers | undefined = undefined;

  constructor(stream: ActiveStream, action: UpstreamAction, destination: Destination, cluster: Cluster) {
    this.#stream = stream;
    this.#action = action;
    this.#destination = destination;
    this.#cluster = cluster;
    this.#timeouts = timeoutsOf(action, stream.request.headers, stream.isGrpc);
    const { retryPolicy } = action;
    if (retryPolicy !== undefined) this.#retryState = new RetryState(retryPolicy, cluster, stream.environment.random);
  }

  /** Writes the upstream's head and makes the first try. */
  start(): void {
    const stream = this.#stream;
    this.#setTimeoutHeaders(0);
    if (this.#action.setsAttemptCount) stream.request.headers.set('x-envoy-attempt-count', '1');
    finalizeRequestHead(stream, this.#action, this.#destination, { envoyHeaders: stream.manager.sendsEnvoyHeaders });
    // Of the head as the upstream gets it: a rewritten host is hashed as rewritten.
    if (this.#cluster.hashesRequests) this.#hashed = this.#action.hashRequest?.(stream);
    // A connection that is there at once takes the body that came before.
    const { body } = stream;
    this.#try();
    if (stream.isDone) return;
    if (this.#action.mirrors !== undefined && !stream.isUpgrade)
      this.#mirrors = startMirrors(stream, body, this.#action.mirrors, this.#timeouts);
    if (stream.requestEnded) this.onRequestEnd();
  }

  // ---- The request's side

  onRequestData(chunk: Buffer, end: boolean): void {
    const upstream = this.#upstream;
    const ready = upstream?.isReady ?? false;
    for (const mirror of this.#mirrors) {
      mirror.onRequestData(chunk, end);
      if (mirror.holdsBack) this.#stream.pauseRequest();
    }
    if (this.#keepsBody() || !ready) this.#keep(chunk);
    if (ready && upstream?.sendData(chunk, end) === false) this.#stream.pauseRequest();
    else if (!ready) this.#stream.pauseRequest();
    if (end) this.onRequestEnd();
  }

  onRequestTrailers(trailers: Headers): void {
    this.#stream.keptBody().trailers = trailers;
    for (const mirror of this.#mirrors) mirror.onRequestTrailers(trailers);
    if (this.#upstream?.isReady === true) this.#upstream.sendTrailers(trailers);
    this.onRequestEnd();
  }

  /** The client has sent everything: clocks that count from there start. */
  onRequestEnd(): void {
    if (this.#stream.isDone) return;
    if (this.#timeouts.globalMs > 0 && !this.#stream.isUpgrade)
      this.#clocks().startGlobal(this.#timeouts.globalMs, () => this.#onGlobalTimeout());
    if (this.#upstream !== undefined) this.#startTryTimer(this.#upstream);
  }

  /** Everything sent to the client has left. */
  onDownstreamWritable(): void {
    this.#upstream?.resume();
  }

  /** The request is over; nothing of it must stay behind. */
  end(): void {
    this.#endTimers();
    this.#retryState?.release();
    for (const mirror of this.#mirrors) mirror.detach();
    this.#upstream?.reset();
    this.#upstream = undefined;
  }

  // ---- The upstream's side

  onUpstreamReady(request: UpstreamRequest): void {
    const stream = this.#stream;
    this.#upstream = request;
    stream.upstreamLocalAddress = request.localAddress;
    const { body, requestEnded } = stream;
    const takesMore =
      body === undefined ? request.sendHead(stream.request, requestEnded) : this.#sendWithBody(request, body);
    if (!this.#keepsBody()) stream.body = undefined;
    if (takesMore) stream.resumeRequest();
    if (requestEnded) this.#startTryTimer(request);
  }

  /** A request whose end came behind its head has a body, though an empty one, and is framed so. */
  #sendWithBody(request: UpstreamRequest, { chunks, trailers }: RequestBody): boolean {
    const { request: head, requestEnded } = this.#stream;
    const endsWithData = requestEnded && trailers === undefined;
    let takesMore = request.sendHead(head, false);
    chunks.forEach((chunk, at) => {
      takesMore = request.sendData(chunk, endsWithData && at === chunks.length - 1);
    });
    if (trailers !== undefined) request.sendTrailers(trailers);
    else if (endsWithData && chunks.length === 0) takesMore = request.sendData(NOTHING, true);
    return takesMore;
  }

  onUpstreamInformational(head: ResponseHead): void {
    // The client has seen an answer of this try: another one's would come on top.
    this.#abandonRetries();
    this.#stream.sendInformational(head);
  }

  onUpstreamHead(request: UpstreamRequest, head: ResponseHead, end: boolean): void {
    if (this.#retriesHead(request, head, end)) return;
    const stream = this.#stream;
    this.#responseStarted = true;
    this.#timers?.endTry(request);
    this.#abandonRetries();
    stream.body = undefined;
    stream.details = 'via_upstream';
    stream.responseStartedTick = performance.now();
    this.#cluster.stats.countResponse(head.status);
    if (stream.requestCompleteTick > 0 && stream.manager.sendsEnvoyHeaders) {
      // A filter that held the request back is not the upstream's time.
      const sentTick = Math.max(stream.requestCompleteTick, stream.continuedTick);
      const elapsed = Math.floor(stream.responseStartedTick - sentTick);
      head.headers.set('x-envoy-upstream-service-time', String(elapsed));
    }
    if (this.#hashed?.setCookie !== undefined) head.headers.append('set-cookie', this.#hashed.setCookie);
    for (const mutation of this.#destination.responseMutations) mutation.apply(head.headers, stream.withResponse(head));
    if (!stream.sendHead(head, end)) request.pause();
    if (end) this.#onUpstreamEnd();
  }

  onUpstreamData(chunk: Buffer, end: boolean): void {
    if (!this.#stream.sendData(chunk, end)) this.#upstream?.pause();
    if (end) this.#onUpstreamEnd();
  }

  onUpstreamTrailers(trailers: Headers): void {
    this.#stream.sendTrailers(trailers);
    this.#onUpstreamEnd();
  }

  onUpstreamWritable(): void {
    this.#stream.resumeRequest();
  }

  onUpstreamDefect(): void {
    this.#stream.abort();
  }

  onUpstreamReset(request: UpstreamRequest, reason: ResetReason, details: string): void {
    const stream = this.#stream;
    this.#timers?.endTry(request);
    stream.upstreamAddress = request.endpoint.address;
    stream.upstreamFailure = details;
    if (this.#replaysStale(reason) || this.#retriesReset(request, reason)) return;
    stream.addFlag(resetWordsOf(reason).flag);
    this.#count(CLUSTER.upstream_rq_rx_reset);
    this.#upstream = undefined;
    const reply = resetReply(reason, details, { responseStarted: this.#responseStarted, isRetry: this.#isRetry });
    if (!this.#responseStarted) this.#cluster.stats.countResponse(reply.status);
    stream.sendLocalReply(reply);
  }

  // ---- Tries

  #try(): void {
    const stream = this.#stream;
    stream.attempts++;
    const endpoint = chooseEndpoint(this.#cluster, this.#tried, this.#action.retryPolicy, this.#hashed?.hash);
    if (endpoint === undefined) {
      this.#count(CLUSTER.upstream_cx_none_healthy);
      stream.addFlag('UH');
      this.#cluster.stats.countResponse(503);
      stream.sendLocalReply({ status: 503, body: 'no healthy upstream', details: 'no_healthy_upstream' });
      return;
    }
    stream.upstreamAddress = endpoint.address;
    if (this.#action.autoHostRewrite && endpoint.hostname !== undefined)
      rewriteHost(
        stream.request,
        endpoint.hostname,
        this.#action.appendXForwardedHost,
        stream.manager.sendsEnvoyHeaders,
      );
    const request = new UpstreamRequest(this, endpoint);
    this.#upstream = request;
    request.open(this.#cluster.pool(endpoint, stream.protocol, stream.request.authority));
  }

  #scheduleRetry(delayMs: number): void {
    this.#isRetry = true;
    if (this.#upstream !== undefined) this.#tried = [...this.#tried, this.#upstream.endpoint];
    this.#upstream = undefined;
    this.#count(CLUSTER.upstream_rq_retry_backoff_exponential);
    this.#clocks().startBackOff(delayMs, () => this.#retry());
  }

  #retry(): void {
    const stream = this.#stream;
    if (stream.isDone) return;
    // The cluster may have been replaced meanwhile.
    this.#cluster = stream.manager.clusters.get(this.#cluster.name) ?? this.#cluster;
    if (this.#action.setsAttemptCount) stream.request.headers.set('x-envoy-attempt-count', String(stream.attempts + 1));
    const { requestCompleteTick } = stream;
    this.#setTimeoutHeaders(requestCompleteTick === 0 ? 0 : performance.now() - requestCompleteTick);
    this.#try();
  }

  /** A reused connection that the peer had closed while it was idle is nobody's failure: the request goes out again. */
  #replaysStale(reason: ResetReason): boolean {
    const stream = this.#stream;
    if (reason !== 'stale-connection' || this.#replayedStale || this.#responseStarted) return false;
    if (!IDEMPOTENT.has(stream.request.method) || !(this.#keepsBody() || stream.bytesReceived === 0)) return false;
    this.#replayedStale = true;
    stream.attempts--;
    this.#upstream = undefined;
    this.#try();
    return true;
  }

  #retriesReset(request: UpstreamRequest, reason: ResetReason): boolean {
    if (this.#retryState === undefined || this.#responseStarted) return false;
    return this.#retries(this.#retryState.onReset(reason, request.requestEnded));
  }

  #retriesHead(request: UpstreamRequest, head: ResponseHead, end: boolean): boolean {
    if (this.#retryState === undefined || !this.#retries(this.#retryState.onHead(head))) return false;
    this.#timers?.endTry(request);
    request.endpoint.errors++;
    this.#cluster.stats.countResponse(head.status);
    if (!end) request.reset();
    return true;
  }

  #retries(decision: RetryDecision): boolean {
    if (decision === 'limit') this.#stream.addFlag('URX');
    if (decision === 'overflow') this.#stream.addFlag('UO');
    if (decision !== 'yes') return false;
    this.#scheduleRetry(this.#retryState?.nextBackOffMs() ?? 0);
    return true;
  }

  // ---- Bodies

  /** While a retry is possible, the body is kept. */
  #keepsBody(): boolean {
    return this.#retryState !== undefined && !this.#responseStarted;
  }

  #keep(chunk: Buffer): void {
    const body = this.#stream.keptBody();
    if (this.#keepsBody() && body.bytes + chunk.length > limits.retryBufferBytes.value) {
      this.#abandonRetries();
      this.#count(CLUSTER.retry_or_shadow_abandoned);
      if (this.#timers?.backsOff === true) this.#replyBufferExceeded();
      if (this.#upstream?.isReady === true || this.#stream.isDone) return;
    }
    body.append(chunk);
  }

  #replyBufferExceeded(): void {
    this.#stream.sendLocalReply({
      status: 507,
      body: 'exceeded request buffer limit while retrying upstream',
      details: 'request_payload_exceeded_retry_buffer_limit',
    });
  }

  #abandonRetries(): void {
    if (this.#retryState === undefined) return;
    this.#retryState.release();
    this.#retryState = undefined;
    if (this.#upstream?.isReady === true) this.#stream.body = undefined;
  }

  #onUpstreamEnd(): void {
    this.#endTimers();
    this.#upstream = undefined;
    this.#count(CLUSTER.upstream_rq_completed);
  }

  // ---- Time

  #setTimeoutHeaders(elapsedMs: number): void {
    const { request, isGrpc, manager } = this.#stream;
    if (!manager.sendsEnvoyHeaders && !isGrpc) return;
    setTimeoutHeaders(
      request.headers,
      this.#timeouts,
      elapsedMs,
      isGrpc && this.#action.maxGrpcTimeoutMs !== undefined,
    );
  }

  #clocks(): RouterTimers {
    this.#timers ??= new RouterTimers(this.#stream.environment.timers, () => this.#stream.abort());
    return this.#timers;
  }

  #startTryTimer(request: UpstreamRequest): void {
    if (this.#timeouts.perTryMs === 0 || !request.isReady || this.#responseStarted) return;
    this.#clocks().startTry(request, this.#timeouts.perTryMs, () => this.#onTryTimeout(request));
  }

  #endTimers(): void {
    if (this.#timers === undefined) return;
    this.#timers.end();
    if (this.#upstream !== undefined) this.#timers.endTry(this.#upstream);
  }

  #onGlobalTimeout(): void {
    this.#count(CLUSTER.upstream_rq_timeout);
    if (!this.#responseStarted) this.#upstream?.expire();
    this.#replyTimeout('response_timeout');
  }

  #onTryTimeout(request: UpstreamRequest): void {
    this.#count(CLUSTER.upstream_rq_per_try_timeout);
    request.expire();
    if (this.#retriesReset(request, 'local-reset')) return;
    this.#replyTimeout('upstream_per_try_timeout');
  }

  #replyTimeout(details: string): void {
    this.#stream.addFlag('UT');
    if (!this.#responseStarted) this.#cluster.stats.countResponse(504);
    this.#stream.sendLocalReply({ status: 504, body: 'upstream request timeout', details });
  }

  #count(id: number): void {
    const { values } = this.#cluster.stats;
    values[id] = (values[id] as number) + 1;
  }
}

const NONE: readonly Endpoint[] = [];
const NO_MIRRORS: readonly MirrorRequest[] = [];
/** RFC 9110 section 9.2.2. */
const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE']);

const NOTHING = Buffer.alloc(0);
