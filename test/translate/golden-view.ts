// A configuration as goldens show it: Envoy's shape without what every configuration has, so that a golden shows what its
// case is about. What is left out is shown once, by the case `written-out`.
import { isDeepStrictEqual } from 'node:util';
import type { Config } from '../../src/envoy/config.ts';
import { sourceOf } from '../../src/envoy/config-source.ts';
import type { Metadata } from '../../src/envoy/metadata.ts';
import type { Finding } from '../../src/lib/finding.ts';

type Json = Record<string, unknown>;

/** What a plain gateway with one route to one service has, to be left out. */
export interface CommonParts {
  readonly connectionManager: Json;
  readonly routeAction: Json;
  readonly cluster: Json;
  /** Clusters and endpoints that every case has, by name. */
  readonly shared: ReadonlyMap<string, unknown>;
}

const sectionNames = ['listeners', 'routes', 'clusters', 'endpoints'] as const;

/** Takes the common parts from the configuration of the base alone, which has a Gateway, a VirtualService and Services. */
export function commonParts(base: Config): CommonParts {
  const filter = base.listeners[0]?.filterChains[0]?.filters[0];
  const route = base.routes[0]?.virtualHosts[0]?.routes[0]?.route;
  const cluster = base.clusters.find(({ name }) => name.includes('catalog'));
  if (filter === undefined || route === undefined || cluster === undefined) throw new Error('the base lacks a part');
  const { rds: _rds, statPrefix: _statPrefix, ...connectionManager } = filter.typedConfig as unknown as Json;
  const { cluster: _cluster, ...routeAction } = route;
  const { name: _name, edsClusterConfig: _eds, metadata: _metadata, ...plain } = cluster;
  const shared = new Map<string, unknown>([
    ...base.clusters.map((one) => [`cluster ${one.name}`, one] as const),
    ...base.endpoints.map((one) => [`endpoints ${one.clusterName}`, one] as const),
  ]);
  return { connectionManager, routeAction: routeAction as Json, cluster: plain as unknown as Json, shared };
}

export function goldenView(config: Config, findings: readonly Finding[], common: CommonParts): Json {
  const isShared = (key: string, value: unknown) => isDeepStrictEqual(common.shared.get(key), value);
  const shown: Config = {
    ...config,
    clusters: config.clusters.filter((one) => !isShared(`cluster ${one.name}`, one)),
    endpoints: config.endpoints.filter((one) => !isShared(`endpoints ${one.clusterName}`, one)),
  };
  // What the proxy does not execute yet is no matter of translation.
  const told = findings.filter(({ code }) => code !== 'ICTL0010');
  const sections = sectionNames.map((name) => [name, view(shown[name], common, name)] as const);
  return {
    ...Object.fromEntries(sections.filter(([, list]) => (list as unknown[]).length > 0)),
    ...(told.length > 0 && { findings: told.map(findingText) }),
  };
}

function view(value: unknown, common: CommonParts, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => view(item, common, key));
  if (typeof value !== 'object' || value === null) return value;
  const fields = withoutCommon(value as Json, common, key);
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => !leftOut.has(name))
      .map(([name, item]) =>
        name === 'metadata' ? ['from', fromText(item as Metadata)] : [name, view(item, common, name)],
      ),
  );
}

/** Names for traces and statistics, and where configuration is fetched from. */
const leftOut = new Set([
  'altStatName',
  'decorator',
  'statPrefix',
  'configSource',
  'edsConfig',
  'sdsConfig',
  'transportSocketConnectTimeout',
  'trafficDirection',
]);

const routeConfiguration = {
  validateClusters: false,
  ignorePortInHostMatching: true,
  maxDirectResponseBodySizeBytes: 1048576,
};
const virtualHost = { includeRequestAttemptCount: true };

function withoutCommon(fields: Json, common: CommonParts, key: string): Json {
  if (String(fields['@type']).endsWith('.HttpConnectionManager')) return difference(fields, common.connectionManager);
  if (key === 'route') return difference(fields, common.routeAction);
  if (key === 'routes' && 'virtualHosts' in fields) return difference(fields, routeConfiguration);
  if (key === 'virtualHosts') return difference(fields, virtualHost);
  if (key === 'clusters' && 'edsClusterConfig' in fields) {
    const { edsClusterConfig: _eds, ...cluster } = fields;
    return difference(cluster, common.cluster);
  }
  return fields;
}

function difference(fields: Json, common: Json): Json {
  const absent = Object.keys(common).filter((name) => !(name in fields));
  return {
    ...Object.fromEntries(Object.entries(fields).filter(([name, value]) => !isDeepStrictEqual(common[name], value))),
    ...(absent.length > 0 && { absent }),
  };
}

function fromText(metadata: Metadata): string {
  const { resource, path = '' } = sourceOf(metadata);
  return `${resource?.kind} ${resource?.namespace}/${resource?.name} ${path}`.trimEnd();
}

function findingText({ code, severity, message, resource, path = '', position }: Finding): string {
  const place = position === undefined ? '' : `line ${position.line}: `;
  const name = resource === undefined ? '' : `${resource.kind} ${resource.namespace}/${resource.name} ${path}: `;
  return `${place}${severity} ${code} ${name}${message}`;
}
