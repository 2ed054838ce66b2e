// Columns and filters as `istioctl proxy-config clusters` has them (istioctl/pkg/writer/envoy/configdump/cluster.go).
import type { Cluster } from '../../envoy/cluster.ts';
import { parseClusterName } from '../../envoy/cluster-name.ts';
import { sourceOf } from '../../envoy/config-source.ts';
import type { ProxyConfigFilters } from './proxy-config-flags.ts';
import type { ReadSection } from './section.ts';

export const clusterSection: ReadSection = ({ config: { clusters } }, filters) => {
  const objects = clusters.filter(({ name }) => passes(name, filters));
  const headers = ['SERVICE FQDN', 'PORT', 'SUBSET', 'DIRECTION', 'TYPE', 'DESTINATION RULE'];
  return { objects, rows: [headers, ...objects.map(clusterRow)], names: clusters.map(({ name }) => name) };
};

/** The parts of a name are looked for in the whole of it, as istioctl does. */
function passes(name: string, { fqdn, direction, subset, port }: ProxyConfigFilters): boolean {
  const parts = [fqdn, direction, subset, port === undefined ? undefined : `|${port}|`];
  return parts.every((part) => part === undefined || name.includes(part));
}

function clusterRow({ name, type, metadata }: Cluster): readonly string[] {
  const { resource } = sourceOf(metadata);
  const rule = resource?.kind === 'DestinationRule' ? `${resource.name}.${resource.namespace}` : '';
  const parts = parseClusterName(name);
  if (parts === undefined) return [name, '-', '-', '-', type, rule];
  return [parts.host, String(parts.port), parts.subset || '-', 'outbound', type, rule];
}
