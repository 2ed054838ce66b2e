// Listeners from the merged servers: one for each address and port that is bound (Istio's buildGatewayListeners).
import { sourceMetadata, withServers } from '../../envoy/config-source.ts';
import type { FilterChain, Listener, ListenerFilter } from '../../envoy/listener.ts';
import { listenerName } from '../../envoy/listener-name.ts';
import type { Metadata } from '../../envoy/metadata.ts';
import { compareText } from '../../snapshot/object-order.ts';
import { mayBind } from '../gateway/bind-servers.ts';
import type { BoundServer, ServerGroup } from '../gateway/gateway-server.ts';
import { sniHosts } from '../gateway/server-hosts.ts';
import { isTerminatingHttps } from '../gateway/server-protocol.ts';
import { isHttp } from '../protocol.ts';
import type { Translation } from '../translation.ts';
import { listenerAccessLogs } from './access-log.ts';
import { connectionSettings } from './connection-settings.ts';
import { filterChain, tlsSocket } from './filter-chain.ts';
import { httpConnectionManager } from './http-connection-manager.ts';
import { tcpChains } from './tcp-chains.ts';

const anyAddress = '0.0.0.0';

const tlsInspector: ListenerFilter = {
  name: 'envoy.filters.listener.tls_inspector',
  typedConfig: {
    '@type': 'type.googleapis.com/envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector',
    initialReadBufferSize: 512,
  },
};

const proxyProtocol: ListenerFilter = {
  name: 'envoy.filters.listener.proxy_protocol',
  typedConfig: {
    '@type': 'type.googleapis.com/envoy.extensions.filters.listener.proxy_protocol.v3.ProxyProtocol',
  },
};

export function buildListeners(translation: Translation): readonly Listener[] {
  const chains = new Map<string, { readonly group: ServerGroup; readonly chains: FilterChain[] }>();
  const takenSni = new Map<string, Set<string>>();
  for (const group of translation.servers.groups) {
    if (!mayBind(group.port, translation.proxy)) continue;
    const name = listenerName(group.bind || anyAddress, group.port);
    const taken = takenSni.get(name) ?? new Set<string>();
    takenSni.set(name, taken);
    const built = groupChains(group, name, taken, translation);
    const known = chains.get(name);
    if (known === undefined) chains.set(name, { group, chains: [...built] });
    else known.chains.push(...built);
  }
  return [...chains]
    .filter(([, { chains: list }]) => list.length > 0)
    .map(([name, { group, chains: list }]) => listener(name, group, list, translation))
    .sort((left, right) => compareText(left.name, right.name));
}

/** A plain HTTP group is one chain for all its servers; each other server has its own. */
function groupChains(
  group: ServerGroup,
  name: string,
  takenSni: Set<string>,
  translation: Translation,
): readonly FilterChain[] {
  const [first] = group.servers;
  if (first === undefined) return [];
  if (isHttp(group.protocol)) {
    const chain = httpChain(first, group.routeConfiguration, name, translation);
    return [{ ...chain, metadata: groupMetadata(first, group) }];
  }
  return group.servers.flatMap((server) =>
    isTerminatingHttps(server.server)
      ? [httpChain(server, server.routeConfiguration, name, translation)]
      : tcpChains(server, takenSni, translation),
  );
}

function httpChain(
  server: BoundServer,
  routeConfiguration: string,
  name: string,
  translation: Translation,
): FilterChain {
  const { snapshot, proxy } = translation;
  const isTls = isTerminatingHttps(server.server);
  const typedConfig = httpConnectionManager({
    routeConfiguration,
    statPrefix: (isTls ? server.server.name : undefined) || `outbound_${name}`,
    protocol: server.protocol,
    meshConfig: snapshot.meshConfig,
    proxy,
  });
  const filter = { name: 'envoy.filters.network.http_connection_manager', typedConfig } as const;
  const metadata = sourceMetadata(server.source, server.path);
  if (!isTls) return filterChain([], filter, metadata, {});
  return filterChain(sniHosts(server.hosts), filter, metadata, {
    transportSocket: tlsSocket(server, false, translation),
  });
}

function listener(
  name: string,
  group: ServerGroup,
  filterChains: readonly FilterChain[],
  translation: Translation,
): Listener {
  const { meshConfig } = translation.snapshot;
  const { defaultConfig } = meshConfig;
  const accessLog = listenerAccessLogs(meshConfig);
  const bufferLimit = connectionSettings(defaultConfig?.connectionSettings).listenerPerConnectionBufferLimitBytes;
  const filters = [
    // The address of the client stands before anything else on the connection.
    ...(defaultConfig?.gatewayTopology?.proxyProtocol === undefined ? [] : [proxyProtocol]),
    ...(filterChains.some(needsInspector) ? [tlsInspector] : []),
  ];
  const [first] = group.servers;
  return {
    name,
    address: bindAddress(group),
    filterChains,
    ...(filters.length > 0 && { listenerFilters: filters }),
    ...(bufferLimit !== undefined && { perConnectionBufferLimitBytes: bufferLimit }),
    ...(accessLog.length > 0 && { accessLog }),
    trafficDirection: 'OUTBOUND',
    ...(first && { metadata: groupMetadata(first, group) }),
  };
}

/** Istio names the first server alone. */
function groupMetadata({ source, path }: BoundServer, { servers }: ServerGroup): Metadata {
  const metadata = sourceMetadata(source, path);
  return servers.length > 1 ? withServers(metadata, servers) : metadata;
}

function bindAddress({ bind, port }: ServerGroup): Listener['address'] {
  if (bind.startsWith('unix://')) return { pipe: { path: bind.slice('unix://'.length) } };
  return { socketAddress: { address: bind || anyAddress, portValue: port } };
}

/** Server names and ALPN are read from the ClientHello before a chain is chosen. */
function needsInspector({ filterChainMatch, transportSocket }: FilterChain): boolean {
  return (filterChainMatch?.serverNames?.length ?? 0) > 0 || transportSocket !== undefined;
}
