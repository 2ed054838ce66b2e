// Load balancing.
import { fieldOf } from '../../field-path.ts';
import { refused, warned } from '../../field-problem.ts';
import { checkDuration } from '../../istio-rules/fields.ts';
import { checkLocalityLbSetting } from '../../istio-rules/locality.ts';
import type { Problem } from '../../problem.ts';
import type { ConsistentHash, LoadBalancer } from '../load-balancer.ts';
import { isPrime } from './is-prime.ts';

/** Largest table that Envoy's Maglev takes. */
const maxMaglevTable = 5_000_011;

/** Checks a load balancer; failover needs outlier detection beside it. */
export function checkLoadBalancer(
  path: string,
  settings: LoadBalancer,
  hasOutlierDetection: boolean,
): readonly Problem[] {
  const { consistentHash, localityLbSetting, zoneAwareLbSetting, warmup } = settings;
  const problems: Problem[] = [];
  if (localityLbSetting !== undefined && zoneAwareLbSetting !== undefined) {
    problems.push(refused(path, 'only one of localityLbSetting or zoneAwareLbSetting can be specified'));
  }
  return [
    ...problems,
    ...(consistentHash === undefined ? [] : checkConsistentHash(fieldOf(path, 'consistentHash'), consistentHash)),
    ...(localityLbSetting === undefined
      ? []
      : checkLocalityLbSetting(fieldOf(path, 'localityLbSetting'), localityLbSetting, hasOutlierDetection)),
    ...checkDuration(`${fieldOf(path, 'warmup')}.duration`, warmup?.duration),
    ...checkDuration(fieldOf(path, 'warmupDurationSecs'), settings.warmupDurationSecs),
  ];
}

function checkConsistentHash(path: string, hash: ConsistentHash): readonly Problem[] {
  return [
    ...checkCookie(fieldOf(path, 'httpCookie'), hash),
    ...checkMinimumRingSize(fieldOf(path, 'minimumRingSize'), hash),
    ...(hash.maglev === undefined
      ? []
      : checkTableSize(`${fieldOf(path, 'maglev')}.tableSize`, hash.maglev.tableSize ?? 0)),
  ];
}

function checkCookie(path: string, { httpCookie }: ConsistentHash): readonly Problem[] {
  if (httpCookie === undefined) return [];
  const names = (httpCookie.attributes ?? []).map(({ name }) => name);
  const duplicate = names.find((name, index) => names.indexOf(name) !== index);
  return [
    ...(httpCookie.name === '' ? [refused(fieldOf(path, 'name'), 'name required for HttpCookie')] : []),
    ...(duplicate === undefined
      ? []
      : [refused(fieldOf(path, 'attributes'), `duplicate cookie attribute ${JSON.stringify(duplicate)}`)]),
  ];
}

function checkMinimumRingSize(path: string, hash: ConsistentHash): readonly Problem[] {
  if ((hash.minimumRingSize ?? 0) === 0) return [];
  const both = hash.ringHash !== undefined || hash.maglev !== undefined;
  return [
    warned(path, 'minimumRingSize is deprecated, use ringHash instead'),
    ...(both ? [refused(path, 'only one of minimumRingSize or maglev/ringHash can be specified')] : []),
  ];
}

function checkTableSize(path: string, size: number): readonly Problem[] {
  if (size === 0) return [refused(path, 'tableSize must be set for maglev')];
  if (size >= maxMaglevTable) return [refused(path, `tableSize must be less than ${maxMaglevTable} for maglev`)];
  return isPrime(size) ? [] : [refused(path, 'tableSize must be a prime number for maglev')];
}
