// From a filter chain's config to what serves its connections.
import type { HttpConnectionManager } from '../../envoy/http-connection-manager.ts';
import type { FilterChain } from '../../envoy/listener.ts';
import { type AccessLogOptions, compileAccessLogs } from '../access-log/access-log.ts';
import type { ConnectUpstream } from '../cluster/connect-upstream.ts';
import type { CodecIo } from '../codec/codec-io.ts';
import { Http1Server, type Http1ServerOptions } from '../codec/http1-server.ts';
import type { Http2Io } from '../codec/http2/http2-io.ts';
import { Http2Server } from '../codec/http2/http2-server.ts';
import { durationMs } from '../duration.ts';
import { ConnectionManager, type ConnectionManagerContext } from '../http/connection-manager.ts';
import { limits } from '../limits.ts';
import { ClosingChainServer } from '../listener/closing-chain-server.ts';
import type { CreateDownstreamTls, FilterChainServer } from '../listener/filter-chain-server.ts';
import { HttpChainServer } from '../listener/http-chain-server.ts';
import { type LogUnmatched, unmatchedLog } from '../listener/unmatched-log.ts';
import { httpStats, tcpStats } from '../stats/layouts.ts';
import type { StatsStore } from '../stats/stats-store.ts';
import { TcpChainServer } from '../tcp/tcp-chain-server.ts';
import type { TimerWheel } from '../timer-wheel.ts';
import type { RouteTables } from './route-tables.ts';

export interface ChainCompilerOptions {
  readonly context: Omit<ConnectionManagerContext, 'routes' | 'accessLogs' | 'stats'>;
  readonly routeTables: RouteTables;
  readonly stats: StatsStore;
  readonly accessLog: AccessLogOptions;
  /** For deadlines of connections. */
  readonly wheel: TimerWheel;
  /** What the HTTP/1 codecs of the engine share. */
  readonly io: CodecIo;
  /** What the HTTP/2 codecs of the engine share. */
  readonly http2Io: Http2Io;
  /** For TCP; HTTP has pools. */
  readonly connect: ConnectUpstream;
  /** undefined: chains with TLS accept and close. */
  readonly createTls: CreateDownstreamTls | undefined;
}

export class ChainCompiler {
  readonly #options: ChainCompilerOptions;
  #lastConnectionId = 0;
  readonly #nextConnectionId = () => ++this.#lastConnectionId;

  /** Logs connections that no chain takes. */
  readonly logUnmatched: LogUnmatched;

  constructor(options: ChainCompilerOptions) {
    this.#options = options;
    const { accessLog, context } = options;
    this.logUnmatched = unmatchedLog({ accessLog, nextConnectionId: this.#nextConnectionId, now: context.now });
  }

  /** Makes the server of a chain; throws where the config cannot be run. */
  compile(chain: FilterChain): FilterChainServer {
    const [filter] = chain.filters;
    const { createTls, context } = this.#options;
    const isTls = chain.transportSocket !== undefined;
    if (filter === undefined || (isTls && createTls === undefined)) return new ClosingChainServer(chain);
    if (filter.name === 'envoy.filters.network.tcp_proxy') {
      const { wheel, connect, stats, accessLog } = this.#options;
      return new TcpChainServer(chain, {
        config: filter.typedConfig,
        clusters: context.clusters,
        random: context.environment.random,
        now: context.now,
        wheel,
        connect,
        tls: isTls ? createTls?.(chain) : undefined,
        accessLogs: compileAccessLogs(filter.typedConfig.accessLog, accessLog),
        stats: stats.scope(`tcp.${filter.typedConfig.statPrefix}`, tcpStats),
        nextConnectionId: this.#nextConnectionId,
      });
    }
    const config = filter.typedConfig;
    const manager = this.#connectionManager(config);
    return new HttpChainServer(chain, {
      manager,
      ...connectionBounds(config),
      http1: new Http1Server(http1Options(config, this.#options)),
      http2: new Http2Server({ wheel: this.#options.wheel, io: this.#options.http2Io, ...http2Options(config) }),
      tls: isTls ? createTls?.(chain) : undefined,
      nextConnectionId: this.#nextConnectionId,
    });
  }

  #connectionManager(config: HttpConnectionManager): ConnectionManager {
    const { context, routeTables, stats, accessLog } = this.#options;
    return new ConnectionManager(config, {
      ...context,
      routes: routeTables.slot(config.rds?.routeConfigName ?? config.routeConfig?.name ?? ''),
      accessLogs: compileAccessLogs(config.accessLog, accessLog),
      stats: stats.scope(`http.${config.statPrefix}`, httpStats),
    });
  }
}

function http1Options(
  config: HttpConnectionManager,
  { wheel, io }: Pick<ChainCompilerOptions, 'wheel' | 'io'>,
): Http1ServerOptions {
  const kilobytes = config.maxRequestHeadersKb;
  return {
    wheel,
    io,
    acceptHttp10: config.httpProtocolOptions?.acceptHttp10 ?? false,
    ...connectionBounds(config),
    ...(kilobytes !== undefined && { requestHeadBytes: kilobytes * 1024 }),
  };
}

function http2Options(config: HttpConnectionManager) {
  const { maxConcurrentStreams, initialStreamWindowSize, initialConnectionWindowSize } =
    config.http2ProtocolOptions ?? {};
  return {
    ...connectionBounds(config),
    ...(config.maxRequestHeadersKb !== undefined && { requestHeadBytes: config.maxRequestHeadersKb * 1024 }),
    ...(maxConcurrentStreams !== undefined && { maxConcurrentStreams }),
    ...(initialStreamWindowSize !== undefined && { initialStreamWindowBytes: initialStreamWindowSize }),
    ...(initialConnectionWindowSize !== undefined && { initialConnectionWindowBytes: initialConnectionWindowSize }),
  };
}

/** For how long a connection may be without a request, and a request without the end of its head. */
function connectionBounds(config: HttpConnectionManager) {
  return {
    idleMs: boundOf(config.commonHttpProtocolOptions?.idleTimeout, limits.connectionIdleMs.value),
    requestHeadMs: boundOf(config.requestHeadersTimeout, limits.requestHeadMs.value),
  };
}

/** `0s` in a config switches a bound off. */
function boundOf(text: string | undefined, absent: number): number {
  const ms = durationMs(text, absent);
  return ms === 0 ? Number.MAX_SAFE_INTEGER : ms;
}
