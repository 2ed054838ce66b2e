// EnvoyFilters as Istio validates them (istio, validation/envoyfilter), but for the values: what Envoy takes of them is
// not known here.
import { parseRegex } from '../../../lib/regex.ts';
import { itemOf } from '../../field-path.ts';
import { refused, warned } from '../../field-problem.ts';
import { checkSelector } from '../../istio-rules/fields.ts';
import { checkIstioMetadata } from '../../istio-rules/object.ts';
import type { Problem } from '../../problem.ts';
import { checkTarget } from '../target.ts';
import type { ConfigPatch, EnvoyFilter } from './envoy-filter.ts';

export function validateEnvoyFilter(filter: EnvoyFilter): readonly Problem[] {
  const { workloadSelector, targetRefs = [], configPatches = [] } = filter.spec ?? {};
  return [
    ...checkIstioMetadata(filter),
    ...(workloadSelector !== undefined && targetRefs.length > 0
      ? [refused('spec', 'only one of targetRefs or workloadSelector can be set')]
      : []),
    ...(workloadSelector === undefined
      ? []
      : checkSelector(
          'spec.workloadSelector.labels',
          workloadSelector.labels,
          'workload selector specified without labels, will be applied to all services in namespace',
        )),
    ...checkTarget({ targetRefs }),
    ...configPatches.flatMap((patch, index) => checkPatch(itemOf('spec.configPatches', index), patch)),
    warned('spec', 'it patches what may change in any version of Istio: prefer other resources where there are any'),
  ];
}

function checkPatch(path: string, { applyTo = 'INVALID', match, patch }: ConfigPatch): readonly Problem[] {
  if (applyTo === 'INVALID') return [refused(`${path}.applyTo`, 'applyTo is required')];
  if (patch === undefined) return [refused(`${path}.patch`, 'patch is required')];
  const { operation = 'INVALID', value } = patch;
  if (operation === 'INVALID') return [refused(`${path}.patch.operation`, 'operation is required')];
  if (operation !== 'REMOVE' && (value === undefined || value === null)) {
    return [refused(`${path}.patch.value`, `value is required for operation ${operation}`)];
  }
  return [
    ...checkVersion(`${path}.match.proxy.proxyVersion`, match?.proxy?.proxyVersion ?? ''),
    ...checkMatchClass(`${path}.match`, applyTo, match),
    ...checkFilter(`${path}.match.listener.filterChain.filter`, applyTo, match?.listener?.filterChain?.filter),
  ];
}

function checkVersion(path: string, version: string): readonly Problem[] {
  if (version === '') return [];
  const parsed = parseRegex(version);
  return 'problem' in parsed ? [refused(path, `invalid regex for proxy version: ${parsed.problem}`)] : [];
}

type Match = NonNullable<ConfigPatch['match']>;
type MatchField = 'listener' | 'routeConfiguration' | 'cluster';

/** What the match of each class of objects has to be. */
const matchFields: Readonly<Record<string, MatchField>> = {
  LISTENER: 'listener',
  FILTER_CHAIN: 'listener',
  NETWORK_FILTER: 'listener',
  HTTP_FILTER: 'listener',
  ROUTE_CONFIGURATION: 'routeConfiguration',
  VIRTUAL_HOST: 'routeConfiguration',
  HTTP_ROUTE: 'routeConfiguration',
  CLUSTER: 'cluster',
};

function checkMatchClass(path: string, applyTo: string, match: Match = {}): readonly Problem[] {
  const wanted = matchFields[applyTo];
  const given = (['listener', 'routeConfiguration', 'cluster'] as const).filter((name) => match[name] !== undefined);
  if (wanted === undefined || given.length === 0 || given.includes(wanted)) return [];
  return [refused(path, `applyTo ${applyTo} cannot have a match of ${given[0]}, but of ${wanted}`)];
}

type Filter = NonNullable<NonNullable<NonNullable<Match['listener']>['filterChain']>['filter']>;

const connectionManagers: readonly string[] = [
  'envoy.filters.network.http_connection_manager',
  'envoy.http_connection_manager',
];

function checkFilter(path: string, applyTo: string, filter: Filter | undefined): readonly Problem[] {
  if (filter === undefined) return [];
  const { name = '', subFilter } = filter;
  const ineffective = applyTo === 'LISTENER' || applyTo === 'FILTER_CHAIN';
  return [
    ...(ineffective ? [warned(path, `filter match has no effect when used with ${applyTo}`)] : []),
    ...(name === '' ? [refused(`${path}.name`, 'filter match has no name to match on')] : []),
    ...(name === '' || subFilter === undefined
      ? []
      : checkSubFilter(`${path}.subFilter`, applyTo, name, subFilter.name ?? '')),
  ];
}

function checkSubFilter(path: string, applyTo: string, filter: string, name: string): readonly Problem[] {
  if (applyTo !== 'HTTP_FILTER') return [refused(path, 'subFilter match can be used with applyTo HTTP_FILTER only')];
  if (!connectionManagers.includes(filter)) {
    return [refused(path, `subFilter match requires a filter match with ${connectionManagers[0]}`)];
  }
  return name === '' ? [refused(`${path}.name`, 'subFilter match has no name to match on')] : [];
}
