// Weights and priorities of localities (Istio's core/loadbalancer).
import type { Locality } from '../../envoy/endpoint.ts';
import type { LocalityLbSetting } from '../../kinds/destination-rule/destination-rule.ts';
import { groupBy } from '../../snapshot/group-by.ts';
import type { Labels } from '../labels.ts';
import type { MeshEndpoint } from '../service/mesh-service.ts';

export interface LocalityGroup {
  readonly locality: Locality;
  readonly endpoints: readonly MeshEndpoint[];
  /** 0 is tried first. */
  readonly priority: number;
  /** undefined: the sum of the endpoints' weights. */
  readonly weight?: number;
}

/** More than the five ranks that nearness gives, so that both can stand in one number. */
const rankSpan = 5;

/** Gives each locality its share by the first setting for the proxy's locality; localities without one get nothing. */
export function applyDistribution(
  groups: readonly LocalityGroup[],
  distribute: NonNullable<LocalityLbSetting['distribute']>,
  own: Locality,
): readonly LocalityGroup[] {
  const setting = distribute.find(({ from = '' }) => matchesLocality(own, from));
  if (setting === undefined) return groups;
  const shares = Object.entries(setting.to ?? {});
  const shareOf = ({ locality }: LocalityGroup) => shares.find(([pattern]) => matchesLocality(locality, pattern));
  return groups.flatMap((group) => {
    const share = shareOf(group);
    if (share === undefined) return [];
    const together = groups.filter((other) => shareOf(other) === share);
    const total = together.reduce((sum, other) => sum + weightOf(other), 0);
    return [{ ...group, weight: Math.ceil((weightOf(group) * share[1]) / total) }];
  });
}

/** Ranks localities by nearness to the proxy; a region that is not the one to take over comes last. */
export function applyFailover(
  groups: readonly LocalityGroup[],
  failover: NonNullable<LocalityLbSetting['failover']>,
  own: Locality,
): readonly LocalityGroup[] {
  const takesOver = failover.find(({ from }) => from === (own.region ?? ''))?.to;
  const ranked = groups.map((group) => {
    const distance = distanceOf(own, group.locality);
    const isOther = distance === 3 && takesOver !== undefined && group.locality.region !== takesOver;
    return { ...group, priority: group.priority * rankSpan + (isOther ? 4 : distance) };
  });
  return withoutGaps(ranked);
}

/** Ranks endpoints by how many of the labels, from the first, they share with the proxy. */
export function applyFailoverPriority(
  groups: readonly LocalityGroup[],
  priorities: readonly string[],
  own: Labels,
): readonly LocalityGroup[] {
  const wanted = priorities.map((text): [string, string | undefined] => {
    const [label = '', value] = text.split('=');
    return [label, value ?? own[label]];
  });
  const rankOf = ({ labels }: MeshEndpoint) => {
    const differing = wanted.findIndex(([label, value]) => (value ?? '') !== (labels[label] ?? ''));
    return differing < 0 ? 0 : wanted.length - differing;
  };
  const split = groups.flatMap((group) =>
    [...groupBy(group.endpoints, (endpoint) => String(rankOf(endpoint)))]
      .sort(([left], [right]) => Number(left) - Number(right))
      .map(([rank, endpoints]) => ({ ...group, endpoints, priority: Number(rank) })),
  );
  return withoutGaps(split);
}

/** Envoy wants priorities from 0 without gaps. */
function withoutGaps(groups: readonly LocalityGroup[]): readonly LocalityGroup[] {
  const order = [...new Set(groups.map(({ priority }) => priority))].sort((left, right) => left - right);
  return groups.map((group) => ({ ...group, priority: order.indexOf(group.priority) }));
}

/** 0 in the same subzone, 1 in the same zone, 2 in the same region, 3 elsewhere. */
function distanceOf(own: Locality, other: Locality): number {
  if ((own.region ?? '') !== (other.region ?? '')) return 3;
  if ((own.zone ?? '') !== (other.zone ?? '')) return 2;
  return (own.subZone ?? '') === (other.subZone ?? '') ? 0 : 1;
}

/** Whether a locality fits `region/zone/subzone`, of which parts may be missing or `*`. */
function matchesLocality({ region = '', zone = '', subZone = '' }: Locality, pattern: string): boolean {
  const parts = pattern.split('/');
  return [region, zone, subZone].every((part, index) => {
    const wanted = parts[index] ?? '*';
    return wanted === '*' || wanted === '' || wanted === part;
  });
}

function weightOf({ endpoints }: LocalityGroup): number {
  return endpoints.reduce((sum, { weight }) => sum + weight, 0);
}
