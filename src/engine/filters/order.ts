// The HTTP filters that the engine runs, in the order in which Istio puts them and why. A connection manager lists its
// filters itself; this table says what each name means, and which names are there but do nothing here.
import type { HttpFilter as HttpFilterConfig } from '../../envoy/http-connection-manager.ts';
import type { Filter, FilterFactory } from './filter.ts';

/**
 * Filters of Istio's own Envoy and those that only count: nothing that a client or an upstream sees depends on them.
 * Fault and CORS stand in every connection manager; routes that use them are reported as not enforced.
 */
const WITHOUT_EFFECT = new Set([
  'istio.metadata_exchange',
  'istio.alpn',
  'istio.stats',
  'envoy.filters.http.grpc_stats',
  'envoy.filters.http.fault',
  'envoy.filters.http.cors',
]);

/** Always last; it is the connection manager's own end and not one of the filters before it. */
const ROUTER = 'envoy.filters.http.router';

/**
 * 1. fault: a fault stands for a broken upstream, so it comes before everything that would answer in its place
 * 2. cors: answers preflights and marks responses, those of faults too
 */
const factories: readonly FilterFactory[] = [];

/** A filter in force, with what compiles its part of a route. */
export interface NamedFilter {
  readonly name: string;
  readonly filter: Filter;
}

/** Makes the filters of a connection manager; throws for one that the engine cannot run. */
export function createFilters(configs: readonly HttpFilterConfig[]): NamedFilter[] {
  const last = configs.at(-1);
  if (last?.name !== ROUTER) throw new Error(`the last HTTP filter must be ${ROUTER}`);
  return configs.slice(0, -1).flatMap(({ name, typedConfig }) => {
    if (WITHOUT_EFFECT.has(name)) return [];
    const factory = factories.find((candidate) => candidate.name === name);
    if (factory === undefined) throw new Error(`the HTTP filter ${name} is not known`);
    return [{ name, filter: factory.create(typedConfig) }];
  });
}

/** Compiles a route's configs for the filters, by filter name. */
export function compileRouteConfigs(
  configs: Readonly<Record<string, { readonly '@type': string; readonly [field: string]: unknown }>> | undefined,
): ReadonlyMap<string, unknown> | undefined {
  if (configs === undefined) return undefined;
  const compiled = new Map<string, unknown>();
  for (const [name, config] of Object.entries(configs)) {
    const factory = factories.find((candidate) => candidate.name === name);
    if (factory?.compileRouteConfig !== undefined) compiled.set(name, factory.compileRouteConfig(config));
  }
  return compiled.size === 0 ? undefined : compiled;
}
