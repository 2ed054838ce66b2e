// Columns and filters as `istioctl proxy-config listeners` has them (istioctl/pkg/writer/envoy/configdump/listener.go).
import type { FilterChain, FilterChainMatch, Listener, TcpProxy } from '../../envoy/listener.ts';
import { weightedText } from '../translate/action-text.ts';
import type { ProxyConfigFilters } from './proxy-config-flags.ts';
import type { ReadSection } from './section.ts';

export const listenerSection: ReadSection = ({ config: { listeners } }, filters) => {
  const objects = listeners.filter((listener) => passes(listener, filters)).sort(comparePorts);
  const rows = objects.flatMap((listener) =>
    listener.filterChains.map((chain) => [
      addressOf(listener),
      String(portOf(listener)),
      matchText(chain.filterChainMatch ?? {}),
      destinationOf(chain),
    ]),
  );
  const names = listeners.map((one) => `${addressOf(one)}:${portOf(one)} (${typeOf(one)})`);
  return { objects, rows: [['ADDRESSES', 'PORT', 'MATCH', 'DESTINATION'], ...rows], names };
};

function passes(listener: Listener, { address, port, type }: ProxyConfigFilters): boolean {
  if (address !== undefined && addressOf(listener).toLowerCase() !== address.toLowerCase()) return false;
  if (port !== undefined && portOf(listener) !== port) return false;
  return type === undefined || typeOf(listener).toLowerCase() === type.toLowerCase();
}

function comparePorts(left: Listener, right: Listener): number {
  return portOf(left) - portOf(right);
}

function addressOf({ address }: Listener): string {
  return address.socketAddress?.address ?? address.pipe?.path ?? '';
}

function portOf({ address }: Listener): number {
  return address.socketAddress?.portValue ?? 0;
}

/** HTTP, TCP or HTTP+TCP. */
function typeOf({ filterChains }: Listener): string {
  const types = new Set(filterChains.flatMap(({ filters }) => filters.map(filterType)));
  return ['HTTP', 'TCP'].filter((type) => types.has(type)).join('+') || 'UNKNOWN';
}

function filterType({ name }: FilterChain['filters'][number]): string {
  return name === 'envoy.filters.network.tcp_proxy' ? 'TCP' : 'HTTP';
}

function matchText(match: FilterChainMatch): string {
  const { serverNames = [], transportProtocol, applicationProtocols = [], destinationPort, prefixRanges = [] } = match;
  const port = destinationPort === undefined ? '' : `:${destinationPort}`;
  const prefixes = prefixRanges.map(({ addressPrefix, prefixLen }) => `${addressPrefix}/${prefixLen}`).join(',');
  const texts = [
    ...(serverNames.length > 0 ? [`SNI: ${serverNames.join(',')}`] : []),
    ...(transportProtocol ? [`Trans: ${transportProtocol}`] : []),
    ...(applicationProtocols.length > 0 ? [`App: ${applicationProtocols.join(',')}`] : []),
    ...(prefixes !== '' || port !== '' ? [`Addr: ${prefixes || '*'}${port}`] : []),
  ];
  return texts.length === 0 ? 'ALL' : texts.join('; ');
}

function destinationOf({ filters: [filter] }: FilterChain): string {
  if (filter === undefined) return 'Non-HTTP/Non-TCP';
  if (filter.name === 'envoy.filters.network.tcp_proxy') return `Cluster: ${clusterText(filter.typedConfig)}`;
  const { rds, routeConfig } = filter.typedConfig;
  return rds === undefined ? `Inline Route: ${routeConfig?.name ?? ''}` : `Route: ${rds.routeConfigName}`;
}

function clusterText({ cluster, weightedClusters }: TcpProxy): string {
  return cluster ?? weightedText(weightedClusters?.clusters ?? []);
}
