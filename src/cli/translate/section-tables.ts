// The configuration as tables for people; what a row leaves out is in -o yaml.
import type { Cluster } from '../../envoy/cluster.ts';
import type { ClusterLoadAssignment } from '../../envoy/endpoint.ts';
import type { FilterChain, Listener, TcpProxy } from '../../envoy/listener.ts';
import type { RouteConfiguration } from '../../envoy/route.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { findingText } from '../output/finding-text.ts';
import { fittedTable } from '../output/fitted-table.ts';
import { paintFor } from '../output/paint.ts';
import { actionText, weightedText } from './action-text.ts';
import { addressText } from './address-text.ts';
import { matchText } from './match-text.ts';
import { protocolOf } from './protocol-of.ts';
import type { Section } from './run-translate.ts';
import { sourceText } from './source-text.ts';
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
  return shown.map((rows) => fittedTable(rows, stdout)).join('\n');
}

function listenerRows({ name, filterChains }: Listener): Rows {
  return filterChains.map((chain) => {
    const names = chain.filterChainMatch?.serverNames?.join(',') ?? '*';
    return [name, names, protocolOf(chain), targetOf(chain), sourceText(chain.metadata)];
  });
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
        sourceText(route.metadata),
      ]),
    ];
  });
}

function clusterRow({ name, type, lbPolicy = 'ROUND_ROBIN', transportSocket, metadata }: Cluster): readonly string[] {
  return [name, type, lbPolicy, transportSocket === undefined ? 'no' : 'yes', sourceText(metadata)];
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
