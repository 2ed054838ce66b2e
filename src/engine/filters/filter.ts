// What an HTTP filter is: one file that states its config and what it does to a request and a response, and nothing of
// its neighbours. Filters are made once for a connection manager and serve all its requests; what they must remember
// of one request they keep in its slot.
import type { HttpFilter as HttpFilterConfig } from '../../envoy/http-connection-manager.ts';
import type { Route } from '../../envoy/route.ts';
import type { LocalReply } from '../http/local-reply.ts';
import type { ResponseFlag } from '../http/response-flags.ts';
import type { RequestHead, ResponseHead } from '../http/stream.ts';
import type { StreamInfo } from '../http/stream-info.ts';
import type { StatScope } from '../stats/stat-scope.ts';
import type { TimerWheel } from '../timer-wheel.ts';

/** `stop`: the filter has replied, or will call continueRequest; until then the body waits. */
export type FilterStatus = 'continue' | 'stop';

export interface Filter {
  /** The head of a request on its way to the upstream. */
  onRequestHead?(stream: FilterStream, slot: number): FilterStatus;
  /** The head of a response, the upstream's or our own, on its way to the client. */
  onResponseHead?(stream: FilterStream, head: ResponseHead, slot: number): void;
  /** The request is over, one way or another: timers go. */
  onEnd?(stream: FilterStream, slot: number): void;
}

/** What a filter may see and do of one request. */
export interface FilterStream extends StreamInfo {
  readonly request: RequestHead;
  readonly environment: FilterEnvironment;
  /** The filter's config in the chosen route (typedPerFilterConfig), compiled; undefined without. */
  routeConfig(filterName: string): unknown;
  /** What the filter keeps of this request; undefined before it is set. */
  getState(slot: number): unknown;
  setState(slot: number, state: unknown): void;
  addFlag(flag: ResponseFlag): void;
  /** Answers the request; the response passes all filters. */
  sendLocalReply(reply: LocalReply): void;
  /** Answers the request with a head as it is; the response passes all filters, but not the route's operations. */
  respond(head: ResponseHead, details: string): void;
  /** Ends the request without an answer, for a defect kept it from getting one. */
  abort(): void;
  /** Goes on after `stop`. */
  continueRequest(): void;
}

export interface FilterEnvironment {
  /** For waits of milliseconds. */
  readonly timers: TimerWheel;
  readonly random: () => number;
}

/** How a filter comes from config. */
export interface FilterFactory {
  /** `envoy.filters.http.fault`. */
  readonly name: string;
  /** False: it is passed by where a route says nothing to any such filter. */
  readonly actsOnEveryRoute: boolean;
  /**
   * Throws where the config cannot be run.
   * @param stats of the connection manager, laid out as `httpStats`
   */
  create(config: HttpFilterConfig['typedConfig'], stats: StatScope): Filter;
  /** Compiles what a route says to this filter; undefined where that has no effect. */
  compileRouteConfig?(config: { readonly '@type': string; readonly [field: string]: unknown }, route: Route): unknown;
}
