// Load balancing by locality, in DestinationRules and in the mesh config (istio, ValidateLocalityLbSetting).
import { fieldOf, itemOf } from '../field-path.ts';
import { refused, warned } from '../field-problem.ts';
import type { Problem } from '../problem.ts';

interface LocalitySettings {
  readonly distribute?: readonly { readonly from?: string; readonly to?: Readonly<Record<string, number>> }[];
  readonly failover?: readonly { readonly from?: string; readonly to?: string }[];
  readonly failoverPriority?: readonly string[];
}

const topologyLabels: readonly string[] = [
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
  'topology.istio.io/subzone',
];

/** Checks a locality setting. */
export function checkLocalityLbSetting(
  path: string,
  { distribute = [], failover = [], failoverPriority = [] }: LocalitySettings,
  hasOutlierDetection: boolean,
): readonly Problem[] {
  if (distribute.length > 0 && failover.length > 0) {
    return [refused(path, "can not simultaneously specify 'distribute' and 'failover'")];
  }
  const topology = failoverPriority.find((name) => topologyLabels.includes(name));
  if (failover.length > 0 && topology !== undefined) {
    return [
      refused(path, `can not simultaneously set 'failover' and topology label '${topology}' in 'failoverPriority'`),
    ];
  }
  const problems: Problem[] = distribute.flatMap(({ to = {} }, index) =>
    checkShares(fieldOf(itemOf(fieldOf(path, 'distribute'), index), 'to'), to),
  );
  const overlap = localitiesFault(distribute.map(({ from = '' }) => from));
  if (overlap !== undefined) problems.push(refused(fieldOf(path, 'distribute'), overlap));
  if (failover.length + failoverPriority.length > 0 && !hasOutlierDetection) {
    problems.push(warned(path, 'outlier detection policy must be provided for failover'));
  }
  const regions = failover.flatMap(({ from = '', to = '' }, index) =>
    failoverFaults(from, to).map((fault) => refused(itemOf(fieldOf(path, 'failover'), index), fault)),
  );
  return [...problems, ...regions];
}

function checkShares(path: string, shares: Readonly<Record<string, number>>): readonly Problem[] {
  const weights = Object.values(shares);
  if (weights.some((weight) => weight <= 0 || weight > 100)) {
    return [refused(path, 'locality weight must be in range [1, 100]')];
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total !== 100) return [refused(path, `total locality weight ${total} != 100`)];
  const fault = localitiesFault(Object.keys(shares));
  return fault === undefined ? [] : [refused(path, fault)];
}

function failoverFaults(from: string, to: string): readonly string[] {
  return [
    ...(from === to ? ['locality lb failover settings must specify different regions'] : []),
    ...(`${from}${to}`.includes('/') ? ['locality lb failover only specify region'] : []),
    ...(`${from}${to}`.includes('*') ? ["locality lb failover region should not contain '*' wildcard"] : []),
  ];
}

/** Localities must have no empty part, and none may cover another. */
function localitiesFault(localities: readonly string[]): string | undefined {
  const seen: (readonly string[])[] = [];
  for (const locality of localities) {
    const star = locality.indexOf('*');
    if (star !== -1 && star !== locality.length - 1) {
      return `locality ${locality} wildcard '*' number can not exceed 1 and must be in the end`;
    }
    const parts = locality.split('/', 3);
    if (parts.includes('')) return `locality ${locality} must not contain empty region/zone/subzone info`;
    if (seen.some((other) => overlap(other, parts))) return `locality ${locality} overlap with previous specified ones`;
    seen.push(parts);
  }
  return undefined;
}

/** Region and zone cover everything below them, and so does a wildcard. */
function overlap(a: readonly string[], b: readonly string[]): boolean {
  for (const [index, part] of a.entries()) {
    const other = b[index];
    if (other === undefined || part === '*' || other === '*') return true;
    if (part !== other) return false;
  }
  return true;
}
