// The HTTP filters that the engine runs, in the order in which Istio puts them and why. A connection manager lists its
// filters itself; this table says what each name means, and which names are there but do nothing here.
import type { HttpFilter as HttpFilterConfig } from '../../envoy/http-connection-manager.ts';
import type { Route } from '../../envoy/route.ts';
import type { StatScope } from '../stats/stat-scope.ts';
import { corsFactory } from './cors.ts';
import { faultFactory } from './fault.ts';
import type { Filter, FilterFactory } from './filter.ts';

/**
 * Filters of Istio's own Envoy and those that only count: nothing that a client or an upstream sees depends on them.
 */
const WITHOUT_EFFECT = new Set([
  'istio.metadata_exchange',
  'istio.alpn',
  'istio.stats',
  'envoy.filters.http.grpc_stats',
]);

/** Always last; it is the connection manager's own end and not one of the filters before it. */
const ROUTER = 'envoy.filters.http.router';

/**
 * 1. fault: a fault stands for a broken upstream, so it comes before everything that would answer in its place; what it
 *    answers itself says nothing to other origins
 * 2. cors: answers preflights, and marks the responses to requests that came this far
 */
const factories: readonly FilterFactory[] = [faultFactory, corsFactory];

/** The filters of a connection manager in order; a request goes through one of the lists, its response the other way. */
export interface HttpFilters {
  /** For routes that say something to a filter. */
  readonly all: readonly Filter[];
  /** For all other requests: those that act without being told. */
  readonly onEveryRoute: readonly Filter[];
}

/** Makes the filters of a connection manager; throws for one that the engine cannot run. */
export function createFilters(configs: readonly HttpFilterConfig[], stats: StatScope): HttpFilters {
  const last = configs.at(-1);
  if (last?.name !== ROUTER) throw new Error(`the last HTTP filter must be ${ROUTER}`);
  const made = configs.slice(0, -1).flatMap(({ name, typedConfig }) => {
    if (WITHOUT_EFFECT.has(name)) return [];
    const factory = factories.find((candidate) => candidate.name === name);
    if (factory === undefined) throw new Error(`the HTTP filter ${name} is not known`);
    return [{ filter: factory.create(typedConfig, stats), always: factory.actsOnEveryRoute }];
  });
  return {
    all: made.map(({ filter }) => filter),
    onEveryRoute: made.filter(({ always }) => always).map(({ filter }) => filter),
  };
}

/** Compiles a route's configs for the filters, by filter name; undefined where it says nothing to any. */
export function compileRouteConfigs(route: Route): ReadonlyMap<string, unknown> | undefined {
  if (route.typedPerFilterConfig === undefined) return undefined;
  const compiled = new Map<string, unknown>();
  for (const [name, config] of Object.entries(route.typedPerFilterConfig)) {
    const factory = factories.find((candidate) => candidate.name === name);
    const ofFilter = factory?.compileRouteConfig?.(config, route);
    if (ofFilter !== undefined) compiled.set(name, ofFilter);
  }
  return compiled.size === 0 ? undefined : compiled;
}
