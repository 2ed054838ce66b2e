// Endpoints grouped by locality, with the weights and priorities that locality load balancing gives the groups.
import type { LbEndpoint, Locality, LocalityLbEndpoints } from '../../envoy/endpoint.ts';
import type { TrafficPolicy } from '../../kinds/destination-rule/destination-rule.ts';
import { groupBy } from '../../snapshot/group-by.ts';
import { compareText } from '../../snapshot/object-order.ts';
import type { MeshEndpoint, MeshService } from '../service/mesh-service.ts';
import type { Translation } from '../translation.ts';
import { applyDistribution, applyFailover, applyFailoverPriority, type LocalityGroup } from './locality-priority.ts';
import { localitySettings } from './locality-settings.ts';

type LocalityPolicy = Pick<TrafficPolicy, 'loadBalancer' | 'outlierDetection'>;

/** Groups in the order of their localities; priorities count from 0 without gaps. */
export function localityEndpoints(
  endpoints: readonly MeshEndpoint[],
  service: MeshService,
  policy: LocalityPolicy,
  translation: Translation,
): readonly LocalityLbEndpoints[] {
  const groups = [...groupBy(endpoints, ({ locality }) => locality)]
    .sort(([left], [right]) => compareText(left, right))
    .map(([locality, list]): LocalityGroup => ({ locality: parseLocality(locality), endpoints: list, priority: 0 }));
  return balanceLocalities(groups, service, policy, translation).map(toEnvoy);
}

/** Shares by locality, or taking over; the latter only where failing endpoints are noticed at all. */
function balanceLocalities(
  groups: readonly LocalityGroup[],
  service: MeshService,
  policy: LocalityPolicy,
  { proxy, snapshot }: Translation,
): readonly LocalityGroup[] {
  const settings = localitySettings(policy.loadBalancer, service, snapshot.meshConfig);
  if (settings === undefined) return groups;
  if (settings.distribute !== undefined) return applyDistribution(groups, settings.distribute, proxy.locality);
  const isPreference = settings.failoverPriority !== undefined && policy.loadBalancer?.localityLbSetting === undefined;
  if (policy.outlierDetection === undefined && !isPreference) return groups;
  const priorities = settings.failoverPriority ?? [];
  if (priorities.length === 0) return applyFailover(groups, settings.failover ?? [], proxy.locality);
  const byLabels = applyFailoverPriority(groups, priorities, Object.assign({}, ...proxy.labelSets));
  return (settings.failover ?? []).length > 0
    ? applyFailover(byLabels, settings.failover ?? [], proxy.locality)
    : byLabels;
}

function toEnvoy({ locality, endpoints, priority, weight }: LocalityGroup): LocalityLbEndpoints {
  return {
    locality,
    lbEndpoints: endpoints.map(lbEndpoint),
    loadBalancingWeight: weight ?? endpoints.reduce((sum, endpoint) => sum + endpoint.weight, 0),
    ...(priority > 0 && { priority }),
  };
}

function lbEndpoint({ address, isUnixSocket, port, weight }: MeshEndpoint): LbEndpoint {
  return {
    endpoint: { address: isUnixSocket ? { pipe: { path: address } } : { socketAddress: { address, portValue: port } } },
    loadBalancingWeight: weight,
  };
}

function parseLocality(text: string): Locality {
  const [region = '', zone = '', subZone = ''] = text.split('/');
  return { ...(region && { region }), ...(zone && { zone }), ...(subZone && { subZone }) };
}
