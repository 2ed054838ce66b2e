// The configuration as tables for people; what a row leaves out is in -o yaml.
import type { Cluster } from '../../envoy/cluster.ts';
import { sourceOf } from '../../envoy/config-source.ts';
import type { ClusterLoadAssignment } from '../../envoy/endpoint.ts';
import type { Address, FilterChain, Listener, TcpProxy } from '../../envoy/listener.ts';
import type { Metadata } from '../../envoy/metadata.ts';
import type { Route, RouteConfiguration } from '../../envoy/route.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { findingText } from '../output/finding-text.ts';
import { paintFor } from '../output/paint.ts';
import { tableText } from '../output/table.ts';
import { matchText } from './match-text.ts';
import type { Section } from './run-translate.ts';
import type { TranslatedSnapshot } from './translate-snapshot.ts';

type Rows = readonly (readonly string[])[];

/** One section, or all of them below each other. */
export async function sectionTables(
  { config, findings }: TranslatedSnapshot,
  section: Section | undefined,
  { color }: GlobalOptions,
  { stdout, env }: CliContext,
): Promise<string> {
  const tables: Readonly<Record<Exclude<Section, 'findings'>, Rows>> = {
    listeners: [
      ['LISTENER', 'SERVER NAMES', 'PROTOCOL', 'LEADS TO', 'FROM'],
      ...config.listeners.flatMap(listenerRows),
    ],
    routes: [['ROUTES', 'DOMAINS', 'MATCH', 'ACTION', 'FROM'], ...config.routes.flatMap(routeRows)],
    clusters: [['CLUSTER', 'TYPE', 'BALANCING', 'TLS', 'FROM'], ...config.clusters.map(clusterRow)],
    endpoints: [['CLUSTER', 'ADDRESS', 'WEIGHT', 'PRIORITY'], ...config.endpoints.flatMap(endpointRows)],
  };
  if (section === 'findings') {
    const paint = await paintFor(stdout, env, color);
    return findings.map((finding) => `${findingText(finding, paint)}\n`).join('');
  }
  const shown = section === undefined ? Object.values(tables) : [tables[section]];
  return shown.map(tableText).join('\n');
}

function listenerRows({ name, filterChains }: Listener): Rows {
  return filterChains.map((chain) => {
    const names = chain.filterChainMatch?.serverNames?.join(',') ?? '*';
    return [name, names, protocolOf(chain), targetOf(chain), fromText(chain.metadata)];
  });
}

function protocolOf({ filters, transportSocket, filterChainMatch }: FilterChain): string {
  const isHttp = filters.some(({ name }) => name === 'envoy.filters.network.http_connection_manager');
  if (transportSocket !== undefined) return isHttp ? 'HTTPS' : 'TLS';
  if (isHttp) return 'HTTP';
  return filterChainMatch?.serverNames === undefined ? 'TCP' : 'TLS passthrough';
}

function targetOf({ filters: [filter] }: FilterChain): string {
  if (filter === undefined) return '';
  if (filter.name === 'envoy.filters.network.tcp_proxy') return tcpTarget(filter.typedConfig);
  return filter.typedConfig.rds?.routeConfigName ?? '';
}

function tcpTarget({ cluster, weightedClusters }: TcpProxy): string {
  return cluster ?? weightedText(weightedClusters?.clusters ?? []);
}

function routeRows({ name, virtualHosts }: RouteConfiguration): Rows {
  return virtualHosts.flatMap(({ domains, routes, requireTls }) => {
    const redirect = requireTls === 'ALL' ? [[name, domains.join(','), 'http', 'redirect to https', '']] : [];
    return [
      ...redirect,
      ...routes.map((route) => [
        name,
        domains.join(','),
        matchText(route.match),
        actionText(route),
        fromText(route.metadata),
      ]),
    ];
  });
}

function actionText({ route, redirect, directResponse }: Route): string {
  if (route !== undefined) return route.cluster ?? weightedText(route.weightedClusters?.clusters ?? []);
  if (directResponse !== undefined) return `answer ${directResponse.status}`;
  const { hostRedirect = '', pathRedirect, prefixRewrite, responseCode = 'MOVED_PERMANENTLY' } = redirect ?? {};
  return `redirect ${responseCode} ${hostRedirect}${pathRedirect ?? prefixRewrite ?? ''}`;
}

function weightedText(clusters: readonly { readonly name: string; readonly weight?: number }[]): string {
  return clusters.map(({ name, weight = 0 }) => `${name} (${weight})`).join(', ');
}

function clusterRow({ name, type, lbPolicy = 'ROUND_ROBIN', transportSocket, metadata }: Cluster): readonly string[] {
  return [name, type, lbPolicy, transportSocket === undefined ? 'no' : 'yes', fromText(metadata)];
}

function endpointRows({ clusterName, endpoints = [] }: ClusterLoadAssignment): Rows {
  if (endpoints.length === 0) return [[clusterName, 'none', '', '']];
  return endpoints.flatMap(({ lbEndpoints, priority = 0 }) =>
    lbEndpoints.map(({ endpoint, loadBalancingWeight = 1 }) => [
      clusterName,
      addressText(endpoint.address),
      String(loadBalancingWeight),
      String(priority),
    ]),
  );
}

function addressText({ socketAddress, pipe }: Address): string {
  if (socketAddress === undefined) return pipe?.path ?? '';
  const { address, portValue } = socketAddress;
  return address.includes(':') ? `[${address}]:${portValue}` : `${address}:${portValue}`;
}

/** The resource and field behind a row: `VirtualService default/httpbin spec.http[0]`. */
function fromText(metadata: Metadata | undefined): string {
  const { resource, path = '' } = sourceOf(metadata);
  return resource === undefined ? '' : `${resource.kind} ${resource.namespace}/${resource.name} ${path}`.trimEnd();
}
