// One downstream request from its head to its last byte: admission, filters, routing, and the response on its way back.
// The names follow Envoy's ActiveStream; docs/life-of-a-request.md shows the order.
import { performance } from 'node:perf_hooks';
import type { ClusterChoice, CompiledRoute } from '../../match/compiled-route.ts';
import { httpsLocation } from '../compile/redirect.ts';
import type { Destination, RouteEntry } from '../compile/route-entry.ts';
import type { Filter, FilterEnvironment, FilterStream } from '../filters/filter.ts';
import { RequestBody } from '../filters/router/request-body.ts';
import { routeRequest } from '../filters/router/route-request.ts';
import type { Router } from '../filters/router/router.ts';
import { HTTP } from '../stats/layouts.ts';
import { admit, markRequest } from './admission.ts';
import type { ConnectionManager } from './connection-manager.ts';
import { isGrpcRequest } from './grpc.ts';
import type { HeaderMutation } from './header-mutation.ts';
import type { Headers } from './headers.ts';
import { type LocalReply, prepareLocalReply } from './local-reply.ts';
import { noteCluster, noteRoute } from './note-route.ts';
import { protocolErrorReply } from './protocol-error-reply.ts';
import { type ResponseFlag, withFlag } from './response-flags.ts';
import type {
  DownstreamConnection,
  Protocol,
  ProtocolError,
  RequestHead,
  ResetReason,
  ResponseHead,
  ServerStream,
  ServerStreamHandler,
} from './stream.ts';
import type { StreamDeadlines } from './stream-deadlines.ts';
import { carriesTrailers } from './trailers.ts';

export class ActiveStream implements ServerStreamHandler, FilterStream {
  readonly manager: ConnectionManager;
  readonly stream: ServerStream;
  readonly request: RequestHead;
  readonly environment: FilterEnvironment;
  readonly isGrpc: boolean;
  readonly startedAt: number;
  readonly startedTick = performance.now();

  // What logs tell, set as it becomes known.
  trustedAddress: string;
  requestCompleteTick = 0;
  /** When a filter let go of the request that it had stopped; 0 where none did. */
  continuedTick = 0;
  responseStartedTick = 0;
  endedTick = 0;
  bytesReceived = 0;
  bytesSent = 0;
  flags = '';
  details = '';
  routeName = '';
  clusterName = '';
  clusterStatName = '';
  upstreamAddress = '';
  upstreamLocalAddress = '';
  upstreamFailure = '';
  attempts = 0;
  response: ResponseHead | undefined = undefined;
  responseCode = 0;
  trailers: Headers | undefined = undefined;

  route: CompiledRoute | undefined = undefined;
  routeEntry: RouteEntry | undefined = undefined;
  /** Which of the route's clusters it is for this request, and what is said for it; undefined before that is chosen. */
  clusterChoice: ClusterChoice | undefined = undefined;
  destination: Destination | undefined = undefined;
  router: Router | undefined = undefined;
  /** Of the route, or of the destination once that is chosen: they also apply to our own answers. */
  responseMutations: readonly HeaderMutation[] | undefined = undefined;
  /** What of the request waits or is kept for a retry; undefined while there is nothing. */
  body: RequestBody | undefined = undefined;
  requestEnded: boolean;
  /** The response is complete, or there will be none. */
  isDone = false;

  readonly #deadlines: StreamDeadlines | undefined;
  #responseStarted = false;
  /** The filter that goes on after `stop`; -1 while none is waited for. */
  #waitingFor = -1;
  /** Those that the request goes through; none before it is routed. */
  #filters: readonly Filter[] = NONE;
  #pausedRequest = false;
  #states: unknown[] | undefined = undefined;

  constructor(manager: ConnectionManager, stream: ServerStream, request: RequestHead, end: boolean) {
    this.manager = manager;
    this.stream = stream;
    this.request = request;
    this.environment = manager.environment;
    this.requestEnded = end;
    this.isGrpc = isGrpcRequest(request.headers);
    this.startedAt = manager.now();
    this.trustedAddress = stream.connection.remoteAddress;
    if (end) this.requestCompleteTick = this.startedTick;
    this.#deadlines = manager.deadlinesOf(this);
  }

  get protocol(): Protocol {
    return this.stream.protocol;
  }

  get connection(): DownstreamConnection {
    return this.stream.connection;
  }

  get isUpgrade(): boolean {
    return this.request.upgrade !== undefined;
  }

  // ---- The request

  /** Takes the request as far as it can go at once. */
  start(): void {
    const { manager, request, connection } = this;
    const refusal = admit(request, this.protocol, manager);
    if (refusal !== undefined) {
      if (refusal.details === 'absolute_path_rejected') manager.count(HTTP.downstream_rq_non_relative_path);
      // The operations of a route apply to every answer of Envoy's own; it finds none without x-forwarded-proto, which
      // is set only later (VirtualHostImpl::getRouteFromEntries).
      if (request.headers.has('x-forwarded-proto'))
        noteRoute(this, manager.virtualHost(request.authority)?.route(request));
      this.sendLocalReply(refusal);
      return;
    }
    this.trustedAddress = markRequest(request, connection, manager);
    this.#chooseRoute();
  }

  #chooseRoute(): void {
    const { manager, request } = this;
    const virtualHost = manager.virtualHost(request.authority);
    if (virtualHost?.virtualHost.requireTls === 'ALL' && request.headers.get('x-forwarded-proto') !== 'https') {
      this.sendLocalReply({ status: 301, body: '', details: 'direct_response', location: httpsLocation(request) });
      return;
    }
    noteRoute(this, virtualHost?.route(request));
    if (request.upgrade !== undefined && !manager.allowsUpgrade(request.upgrade)) {
      manager.count(HTTP.downstream_rq_ws_on_non_ws_route);
      this.sendLocalReply({ status: 403, body: '', details: 'upgrade_failed' });
      return;
    }
    const { filters } = manager;
    this.#filters = this.routeEntry?.filterConfigs === undefined ? filters.onEveryRoute : filters.all;
    if (this.#filters.length > 0) noteCluster(this);
    this.#runFilters(0);
  }

  #runFilters(from: number): void {
    const filters = this.#filters;
    for (let slot = from; slot < filters.length; slot++) {
      const status = filters[slot]?.onRequestHead?.(this, slot) ?? 'continue';
      if (this.#responseStarted || this.isDone) return;
      if (status === 'stop') {
        this.#waitingFor = slot;
        this.pauseRequest();
        return;
      }
    }
    routeRequest(this);
  }

  continueRequest(): void {
    if (this.#waitingFor < 0 || this.isDone || this.#responseStarted) return;
    const next = this.#waitingFor + 1;
    this.#waitingFor = -1;
    this.continuedTick = performance.now();
    this.resumeRequest();
    this.#runFilters(next);
  }

  // ---- ServerStreamHandler

  onData(chunk: Buffer, end: boolean): void {
    if (this.isDone) return;
    this.bytesReceived += chunk.length;
    this.#deadlines?.touch();
    if (end) this.#completeRequest();
    if (this.router !== undefined) this.router.onRequestData(chunk, end);
    else if (!this.#responseStarted) this.keptBody().append(chunk);
  }

  onTrailers(trailers: Headers): void {
    if (!carriesTrailers(this.protocol)) {
      this.onData(NOTHING, true);
      return;
    }
    if (this.isDone) return;
    this.#completeRequest();
    if (this.router !== undefined) this.router.onRequestTrailers(trailers);
    else this.keptBody().trailers = trailers;
  }

  onProtocolError(error: ProtocolError): void {
    if (this.isDone) return;
    this.addFlag('DPE');
    this.router?.end();
    this.sendLocalReply(protocolErrorReply(error, this.protocol));
  }

  onReset(reason: ResetReason): void {
    if (this.isDone) return;
    this.manager.count(HTTP.downstream_rq_rx_reset);
    this.addFlag(reason === 'protocol-error' ? 'DPE' : reason === 'remote-reset' ? 'DR' : 'DC');
    this.details = reason === 'remote-reset' ? 'http2.remote_reset' : 'downstream_remote_disconnect';
    this.#finish();
  }

  onWritable(): void {
    if (this.isDone) return;
    this.#deadlines?.touch();
    this.router?.onDownstreamWritable();
  }

  #completeRequest(): void {
    this.requestEnded = true;
    this.requestCompleteTick = performance.now();
    this.#deadlines?.endRequest();
  }

  keptBody(): RequestBody {
    this.body ??= new RequestBody();
    return this.body;
  }

  pauseRequest(): void {
    if (this.#pausedRequest || this.requestEnded) return;
    this.#pausedRequest = true;
    this.stream.pause();
  }

  resumeRequest(): void {
    if (!this.#pausedRequest) return;
    this.#pausedRequest = false;
    if (!this.isDone) this.stream.resume();
  }

  // ---- The response

  sendInformational({ status, headers }: ResponseHead): void {
    if (!this.#responseStarted && !this.isDone) this.stream.sendInformational(status, headers);
  }

  /** Sends a response head through the filters; false where the client should not be sent more for now. */
  sendHead(head: ResponseHead, end: boolean): boolean {
    this.response = head;
    this.responseCode = head.status;
    this.#responseStarted = true;
    const filters = this.#filters;
    for (let slot = filters.length - 1; slot >= 0; slot--) filters[slot]?.onResponseHead?.(this, head, slot);
    this.manager.finishResponseHead(head.headers);
    const takesMore = this.stream.sendHead(head, end);
    if (end) this.#finish();
    return takesMore;
  }

  sendData(chunk: Uint8Array, end: boolean): boolean {
    if (this.isDone) return true;
    this.bytesSent += chunk.length;
    this.#deadlines?.touch();
    const takesMore = this.stream.sendData(chunk, end);
    if (end) this.#finish();
    return takesMore;
  }

  sendTrailers(trailers: Headers): void {
    if (!carriesTrailers(this.protocol)) {
      this.sendData(NOTHING, true);
      return;
    }
    if (this.isDone) return;
    this.trailers = trailers;
    this.stream.sendTrailers(trailers);
    this.#finish();
  }

  sendLocalReply(reply: LocalReply): void {
    if (this.isDone) return;
    this.details = reply.details;
    if (this.#responseStarted) {
      this.#resetResponse();
      return;
    }
    const isHead = this.request.method === 'HEAD';
    const { head, body } = prepareLocalReply(reply, { isHead, isGrpc: this.isGrpc });
    if (reply.location !== undefined) head.headers.append('location', reply.location);
    if (reply.isOverload === true && this.manager.sendsEnvoyHeaders) head.headers.append('x-envoy-overloaded', 'true');
    this.response = head;
    // A message that is a mistake may hide where the next one begins (ActiveStream::onLocalReply of Envoy).
    if (reply.status === 400 && this.protocol !== 'HTTP/2') this.stream.closeAfterResponse();
    for (const mutation of this.responseMutations ?? []) mutation.apply(head.headers, this);
    // Envoy announces a chunked body of which nothing follows; the founding document shows this.
    if (isHead && body === undefined && this.protocol !== 'HTTP/2' && !head.headers.has('content-length'))
      head.headers.append('content-length', '0');
    this.sendHead(head, body === undefined);
    if (body !== undefined) this.sendData(body, true);
  }

  respond(head: ResponseHead, details: string): void {
    this.details = details;
    this.sendHead(head, true);
  }

  /** Ends the request without an answer, for a defect kept it from getting one. */
  abort(): void {
    if (this.isDone) return;
    this.stream.reset('local-reset');
    this.#finish();
  }

  /** A response that has begun cannot be completed: the client must not take it for whole. */
  #resetResponse(): void {
    this.manager.count(HTTP.rq_reset_after_downstream_response_started);
    this.manager.count(HTTP.downstream_rq_tx_reset);
    this.stream.reset('local-reset');
    this.#finish();
  }

  #finish(): void {
    if (this.isDone) return;
    this.isDone = true;
    this.endedTick = performance.now();
    this.#deadlines?.clear();
    this.router?.end();
    const filters = this.#filters;
    for (let slot = 0; slot < filters.length; slot++) filters[slot]?.onEnd?.(this, slot);
    this.body = undefined;
    this.manager.onStreamEnd(this);
  }

  // ---- FilterStream

  /** Notes the response head, so that header operations can read it. */
  withResponse(head: ResponseHead): this {
    this.response = head;
    this.responseCode = head.status;
    return this;
  }

  routeConfig(filterName: string): unknown {
    return this.routeEntry?.filterConfigs?.get(filterName);
  }

  getState(slot: number): unknown {
    return this.#states?.[slot];
  }

  setState(slot: number, state: unknown): void {
    this.#states ??= [];
    this.#states[slot] = state;
  }

  addFlag(flag: ResponseFlag): void {
    this.flags = withFlag(this.flags, flag);
  }
}

const NOTHING = Buffer.alloc(0);

const NONE: readonly Filter[] = [];
