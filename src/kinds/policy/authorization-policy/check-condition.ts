// Conditions on attributes (istio, security.ValidateAttribute).
import { fieldOf } from '../../field-path.ts';
import { refused } from '../../field-problem.ts';
import type { Problem } from '../../problem.ts';
import type { Condition } from './authorization-policy.ts';
import { addressFault, checkEach, emptyFault, portFault } from './check-source.ts';

const addressKeys: readonly string[] = ['source.ip', 'remote.ip', 'destination.ip'];
const textKeys: readonly string[] = [
  'source.namespace',
  'source.principal',
  'request.auth.principal',
  'request.auth.audiences',
  'request.auth.presenter',
  'connection.sni',
];
/** Attributes that are maps: `request.headers[x-a]`. */
const mapPrefixes: readonly string[] = ['request.headers', 'request.auth.claims', 'experimental.envoy.filters.'];

export function checkCondition(path: string, { key, values = [], notValues = [] }: Condition): readonly Problem[] {
  const place = fieldOf(path, 'key');
  if (key === '') return [refused(place, 'key must not be empty')];
  if (values.length + notValues.length === 0) {
    return [refused(path, `at least one of values or notValues must be set for key ${key}`)];
  }
  const fault = keyFault(key);
  return [
    ...(fault === undefined ? [] : [refused(place, fault)]),
    ...checkEach(fieldOf(path, 'values'), values, valueRule(key)),
    ...checkEach(fieldOf(path, 'notValues'), notValues, valueRule(key)),
  ];
}

function keyFault(key: string): string | undefined {
  if (mapPrefixes.some((prefix) => key.startsWith(prefix))) {
    return /^[^[]+\[.+\]$/.test(key) ? undefined : `bad key ${key}: should have format a[b]`;
  }
  if (addressKeys.includes(key) || textKeys.includes(key) || key === 'destination.port') return undefined;
  if (key === 'destination.namespace') return `attribute ${key} is replaced by the metadata.namespace`;
  if (key.startsWith('destination.labels')) return `attribute ${key} is replaced by the workload selector`;
  return `unknown attribute ${key}`;
}

function valueRule(key: string): (value: string) => string | undefined {
  const rule = addressKeys.includes(key) ? addressFault : key === 'destination.port' ? portFault : () => undefined;
  return (value) => emptyFault(value) ?? rule(value);
}
