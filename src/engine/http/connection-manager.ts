// What all requests of one filter chain share, and where they begin and end: envoy.http_connection_manager compiled.
import type { HttpConnectionManager } from '../../envoy/http-connection-manager.ts';
import type { CompiledVirtualHost } from '../../match/compiled-virtual-host.ts';
import type { RouteTable } from '../../match/route-table.ts';
import type { AccessLog } from '../access-log/access-log.ts';
import type { ClusterManager } from '../cluster/cluster-manager.ts';
import type { RouteEntries } from '../compile/route-entries.ts';
import type { RouteTableSlot } from '../compile/route-tables.ts';
import type { DrainState } from '../drain-state.ts';
import { durationMs } from '../duration.ts';
import type { FilterEnvironment } from '../filters/filter.ts';
import { createFilters, type HttpFilters } from '../filters/order.ts';
import { HTTP } from '../stats/layouts.ts';
import { recordRequest } from '../stats/record-request.ts';
import type { StatScope } from '../stats/stat-scope.ts';
import { ActiveStream } from './active-stream.ts';
import type { ForwardingPolicy } from './forwarding-headers.ts';
import { Headers } from './headers.ts';
import type { HttpDate } from './http-date.ts';
import { PathPolicy } from './path-policy.ts';
import { protocolErrorReply } from './protocol-error-reply.ts';
import type { RequestIds } from './request-id.ts';
import type { ProtocolError, RequestHead, ServerConnectionHandler, ServerStream } from './stream.ts';
import { type BoundStream, type StreamBounds, StreamDeadlines } from './stream-deadlines.ts';

/** What the engine gives to its connection managers. */
export interface ConnectionManagerContext {
  readonly environment: FilterEnvironment;
  readonly clusters: ClusterManager;
  readonly routeEntries: RouteEntries;
  readonly routes: RouteTableSlot;
  readonly accessLogs: readonly AccessLog[];
  readonly requestIds: RequestIds;
  readonly date: HttpDate;
  readonly drain: DrainState;
  readonly now: () => number;
  /** Laid out as `httpStats`. */
  readonly stats: StatScope;
}

/** Envoy's default. */
const DEFAULT_SERVER_NAME = 'envoy';

export class ConnectionManager implements ServerConnectionHandler {
  readonly config: HttpConnectionManager;
  readonly environment: FilterEnvironment;
  readonly clusters: ClusterManager;
  readonly routeEntries: RouteEntries;
  readonly filters: HttpFilters;
  readonly forwarding: ForwardingPolicy;
  readonly paths: PathPolicy;
  /** What becomes of header names with an underscore. */
  readonly underscores: 'ALLOW' | 'REJECT_REQUEST' | 'DROP_HEADER';
  readonly now: () => number;
  /** Whether x-envoy-* headers for debugging are written. */
  readonly sendsEnvoyHeaders: boolean;
  readonly #context: ConnectionManagerContext;
  readonly #bounds: StreamBounds;
  readonly #serverName: string;
  readonly #serverHeader: NonNullable<HttpConnectionManager['serverHeaderTransformation']>;
  readonly #upgrades: ReadonlySet<string>;
  readonly #generatesRequestId: boolean;
  readonly #keepsRequestId: boolean;
  #lastAuthority = '';
  #lastTable: RouteTable | undefined = undefined;
  #lastVirtualHost: CompiledVirtualHost | undefined = undefined;

  /** Throws where the config cannot be run. */
  constructor(config: HttpConnectionManager, context: ConnectionManagerContext) {
    this.config = config;
    this.environment = context.environment;
    this.clusters = context.clusters;
    this.routeEntries = context.routeEntries;
    this.now = context.now;
    this.filters = createFilters(config.httpFilters, context.stats);
    this.forwarding = {
      useRemoteAddress: config.useRemoteAddress ?? false,
      xffNumTrustedHops: config.xffNumTrustedHops ?? 0,
      appendXForwardedPort: config.appendXForwardedPort ?? false,
    };
    this.paths = new PathPolicy(config);
    this.underscores = config.commonHttpProtocolOptions?.headersWithUnderscoresAction ?? 'ALLOW';
    this.#bounds = {
      idleMs: durationMs(config.streamIdleTimeout, 0),
      requestMs: durationMs(config.requestTimeout, 0),
    };
    this.sendsEnvoyHeaders = config.httpFilters.at(-1)?.typedConfig.suppressEnvoyHeaders !== true;
    this.#context = context;
    this.#serverName = config.serverName ?? DEFAULT_SERVER_NAME;
    this.#serverHeader = config.serverHeaderTransformation ?? 'OVERWRITE';
    this.#upgrades = new Set((config.upgradeConfigs ?? []).map(({ upgradeType }) => upgradeType.toLowerCase()));
    this.#generatesRequestId = config.generateRequestId ?? true;
    this.#keepsRequestId = (config.preserveExternalRequestId ?? false) || config.useRemoteAddress !== true;
  }

  /** The virtual host of an authority; most requests have that of the one before. */
  virtualHost(authority: string): CompiledVirtualHost | undefined {
    const { table } = this.#context.routes;
    if (authority !== this.#lastAuthority || table !== this.#lastTable) {
      this.#lastAuthority = authority;
      this.#lastTable = table;
      this.#lastVirtualHost = table?.virtualHost(authority);
    }
    return this.#lastVirtualHost;
  }

  /** Counts one of the connection manager's statistics (`HTTP.…`). */
  count(id: number, by = 1): void {
    const { values } = this.#context.stats;
    values[id] = (values[id] as number) + by;
  }

  /** The clocks of a stream; undefined where it may take its time. */
  deadlinesOf(stream: BoundStream): StreamDeadlines | undefined {
    const { idleMs, requestMs } = this.#bounds;
    if (idleMs === 0 && requestMs === 0) return undefined;
    return new StreamDeadlines(stream, this.environment.timers, this.#bounds);
  }

  allowsUpgrade(token: string): boolean {
    return this.#upgrades.has(token);
  }

  // ---- ServerConnectionHandler

  onRequest(stream: ServerStream, head: RequestHead, end: boolean): void {
    this.#begin(stream, head, end).start();
  }

  onProtocolError(stream: ServerStream, error: ProtocolError, head: RequestHead | undefined): void {
    const active = this.#begin(stream, head ?? unreadableHead(), true);
    this.count(HTTP.downstream_cx_protocol_error);
    active.addFlag('DPE');
    active.sendLocalReply(protocolErrorReply(error, stream.protocol));
  }

  onConnectionError(): void {
    this.count(HTTP.downstream_cx_protocol_error);
  }

  #begin(stream: ServerStream, head: RequestHead, end: boolean): ActiveStream {
    this.count(HTTP.downstream_rq_total);
    this.count(HTTP.downstream_rq_active);
    this.count(stream.protocol === 'HTTP/2' ? HTTP.downstream_rq_http2_total : HTTP.downstream_rq_http1_total);
    const active = new ActiveStream(this, stream, head, end);
    stream.handler = active;
    if (this.#context.drain.closesConnections) stream.closeAfterResponse();
    return active;
  }

  // ---- What every stream needs

  setRequestId(headers: Headers): void {
    if (!this.#generatesRequestId || (this.#keepsRequestId && headers.has('x-request-id'))) return;
    headers.set('x-request-id', this.#context.requestIds.next());
  }

  /** Adds what every response has. */
  finishResponseHead(headers: Headers): void {
    if (!headers.has('date')) headers.append('date', this.#context.date.get());
    if (this.#serverHeader === 'OVERWRITE') headers.set('server', this.#serverName);
    else if (this.#serverHeader === 'APPEND_IF_ABSENT' && !headers.has('server'))
      headers.append('server', this.#serverName);
  }

  /** The one place where a request ends: statistics and logs. */
  onStreamEnd(stream: ActiveStream): void {
    this.count(HTTP.downstream_rq_active, -1);
    this.count(HTTP.downstream_rq_completed);
    if (stream.response !== undefined) this.#context.stats.countResponse(stream.response.status);
    if (!stream.requestEnded) this.count(HTTP.downstream_rq_response_before_rq_complete);
    recordRequest(stream, this.clusters, this.#context.stats);
    for (const log of this.#context.accessLogs) log.log(stream);
  }
}

/** Stands for a request of which nothing could be read. */
function unreadableHead(): RequestHead {
  return { method: '', scheme: 'http', authority: '', path: '', headers: new Headers(), upgrade: undefined };
}
