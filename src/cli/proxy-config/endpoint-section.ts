// Columns and filters as `istioctl proxy-config endpoints` has them (istioctl/pkg/writer/envoy/clusters/clusters.go). Of
// a running server health is the engine's word, else that of the configuration.
import type { EndpointSnapshot } from '../../engine/cluster/cluster-snapshot.ts';
import type { ClusterLoadAssignment, LbEndpoint } from '../../envoy/endpoint.ts';
import { addressText } from '../translate/address-text.ts';
import type { ProxyConfigFilters } from './proxy-config-flags.ts';
import type { ReadProxyConfig } from './read-proxy-config.ts';
import type { ReadSection, Section } from './section.ts';

interface EndpointRow {
  readonly address: string;
  readonly status: 'HEALTHY' | 'UNHEALTHY';
  /** Whether outlier detection has it out. */
  readonly isEjected: boolean;
  readonly cluster: string;
}

export const endpointSection: ReadSection = (read, filters) => {
  const all = endpointRows(read);
  const found = all.filter((row) => passes(row, filters)).sort(compareRows);
  const clusters = new Set(found.map(({ cluster }) => cluster));
  const rows = found.map((row) => [row.address, row.status, row.isEjected ? 'FAILED' : 'OK', row.cluster]);
  return {
    objects: assignmentsOf(read).filter(({ clusterName }) => clusters.has(clusterName)),
    rows: [['ENDPOINT', 'STATUS', 'OUTLIER CHECK', 'CLUSTER'], ...rows],
    names: all.map(({ address, cluster }) => `${address} of ${cluster}`),
  } satisfies Section;
};

function assignmentsOf({ config }: ReadProxyConfig): readonly ClusterLoadAssignment[] {
  const inline = config.clusters.flatMap(({ loadAssignment }) => loadAssignment ?? []);
  return [...config.endpoints, ...inline];
}

function endpointRows(read: ReadProxyConfig): readonly EndpointRow[] {
  const running = new Map(read.clusters?.map(({ name, endpoints }) => [name, endpoints]));
  return assignmentsOf(read).flatMap(({ clusterName, endpoints = [] }) => {
    const known = running.get(clusterName);
    if (known !== undefined) return known.map((endpoint) => runningRow(clusterName, endpoint));
    return endpoints.flatMap(({ lbEndpoints }) => lbEndpoints.map((endpoint) => configuredRow(clusterName, endpoint)));
  });
}

function runningRow(cluster: string, { address, healthy, ejected }: EndpointSnapshot): EndpointRow {
  return { address, status: healthy || ejected ? 'HEALTHY' : 'UNHEALTHY', isEjected: ejected, cluster };
}

function configuredRow(cluster: string, { endpoint, healthStatus = 'HEALTHY' }: LbEndpoint): EndpointRow {
  const status = healthStatus === 'HEALTHY' || healthStatus === 'UNKNOWN' ? 'HEALTHY' : 'UNHEALTHY';
  return { address: addressText(endpoint.address), status, isEjected: false, cluster };
}

function passes(row: EndpointRow, { address, port, cluster, status }: ProxyConfigFilters): boolean {
  const [, host = row.address, ownPort] = /^\[?(.*?)\]?:(\d+)$/.exec(row.address) ?? [];
  if (address !== undefined && host.toLowerCase() !== address.toLowerCase()) return false;
  if (port !== undefined && ownPort !== String(port)) return false;
  if (cluster !== undefined && row.cluster !== cluster) return false;
  return status === undefined || row.status.toLowerCase() === status.toLowerCase();
}

function compareRows(left: EndpointRow, right: EndpointRow): number {
  return left.address.localeCompare(right.address, 'en') || (left.cluster < right.cluster ? -1 : 1);
}
