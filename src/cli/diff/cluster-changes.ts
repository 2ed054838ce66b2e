// Which clusters, endpoints and certificates are different.
import type { Cluster } from '../../envoy/cluster.ts';
import type { Config, Secret } from '../../envoy/config.ts';
import type { ClusterLoadAssignment } from '../../envoy/endpoint.ts';
import { addressText } from '../translate/address-text.ts';
import { type Change, compare, kindOf, leavesText } from './change.ts';
import type { ConfigSide } from './config-changes.ts';
import { leafChanges } from './leaf-changes.ts';

export function clusterChanges(before: ConfigSide, after: ConfigSide): readonly Change[] {
  return [
    ...compare(byName(before.config.clusters), byName(after.config.clusters), clusterChange),
    ...compare(endpointsOf(before.config), endpointsOf(after.config), endpointChange),
    ...compare(byName(before.secrets), byName(after.secrets), secretChange),
  ];
}

function clusterChange(subject: string, before: Cluster | undefined, after: Cluster | undefined): Change | undefined {
  const kind = kindOf(before, after);
  if (before === undefined || after === undefined) {
    const text = kind === 'added' ? `is new, balanced by ${after?.lbPolicy ?? 'ROUND_ROBIN'}` : 'is gone';
    return { kind, subject: `cluster ${subject}`, text, parts: [] };
  }
  const { metadata: _before, loadAssignment: _beforeLoad, ...was } = before;
  const { metadata: _after, loadAssignment: _afterLoad, ...is } = after;
  const texts = leavesText(leafChanges(was, is));
  return texts.length === 0 ? undefined : { kind, subject: `cluster ${subject}`, text: texts.join(', '), parts: [] };
}

function endpointsOf({ clusters, endpoints }: Config): ReadonlyMap<string, readonly string[]> {
  const inline = clusters.flatMap(({ loadAssignment }) => loadAssignment ?? []);
  return new Map([...endpoints, ...inline].map((one) => [one.clusterName, addressesOf(one)]));
}

function addressesOf({ endpoints = [] }: ClusterLoadAssignment): readonly string[] {
  return endpoints.flatMap(({ lbEndpoints, priority = 0 }) =>
    lbEndpoints.map(({ endpoint, loadBalancingWeight = 1 }) => {
      const weight = loadBalancingWeight === 1 ? '' : ` weight ${loadBalancingWeight}`;
      return `${addressText(endpoint.address)}${weight}${priority === 0 ? '' : ` priority ${priority}`}`;
    }),
  );
}

/** Endpoints of a cluster that comes or goes are told with it only where it has some. */
function endpointChange(cluster: string, before: readonly string[] = [], after: readonly string[] = []) {
  const gone = before.filter((one) => !after.includes(one));
  const added = after.filter((one) => !before.includes(one));
  if (gone.length === 0 && added.length === 0) return undefined;
  const texts = [
    ...(gone.length > 0 ? [`without ${gone.join(' ')}`] : []),
    ...(added.length > 0 ? [`with ${added.join(' ')}`] : []),
    ...(after.length === 0 ? ['none is left, requests get 503'] : []),
  ];
  return { kind: 'changed', subject: `endpoints of ${cluster}`, text: texts.join(', '), parts: [] } as const;
}

function secretChange(name: string, before: Secret | undefined, after: Secret | undefined): Change | undefined {
  const kind = kindOf(before, after);
  if (JSON.stringify(before) === JSON.stringify(after)) return undefined;
  const text = { added: 'is new', removed: 'is gone', changed: 'has other bytes' }[kind];
  return { kind, subject: `certificate ${name}`, text, parts: [] };
}

function byName<T extends { readonly name: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.name, item]));
}
