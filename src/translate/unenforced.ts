// What is accepted and translated but not executed by the embedded proxy yet: said when a resource is applied, of fields
// that the user wrote. The one table of it; a line goes when its feature comes.

import type { KubeObject } from '../kinds/object.ts';
import type { Finding } from '../lib/finding.ts';
import { findingCatalogue } from '../lib/finding-catalogue.ts';
import { refOf } from './finding-list.ts';

/** Kind -> field path, `[*]` for every item of a list -> what the proxy does instead. */
const unenforced: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Gateway: {
    'spec.servers[*].tls.caCrl': 'revoked client certificates are accepted',
  },
  VirtualService: {
    'spec.http[*].retries': 'failed tries are repeated by the default policy only',
    'spec.http[*].fault': 'no request is delayed or aborted',
    'spec.http[*].mirror': 'requests are not copied',
    'spec.http[*].mirrors': 'requests are not copied',
    'spec.http[*].corsPolicy': 'preflights are forwarded and no CORS header is added',
    'spec.tls': 'TLS is not passed through',
    'spec.tcp': 'TCP connections are not forwarded',
  },
  DestinationRule: Object.fromEntries(
    [
      'spec.trafficPolicy',
      'spec.trafficPolicy.portLevelSettings[*]',
      'spec.subsets[*].trafficPolicy',
      'spec.subsets[*].trafficPolicy.portLevelSettings[*]',
    ].flatMap((policy) => [
      [`${policy}.loadBalancer.consistentHash`, 'requests of one key go to any endpoint'],
      [`${policy}.loadBalancer.localityLbSetting`, 'endpoints of all localities are used alike'],
      [`${policy}.loadBalancer.warmup`, 'new endpoints get their full share at once'],
      [`${policy}.loadBalancer.warmupDurationSecs`, 'new endpoints get their full share at once'],
      [`${policy}.connectionPool`, 'connections and requests are not limited'],
      [`${policy}.outlierDetection`, 'failing endpoints are not ejected'],
      [`${policy}.tls`, 'endpoints are spoken to in plain text'],
      [`${policy}.tunnel`, 'connections are not tunnelled'],
      [`${policy}.proxyProtocol`, 'the PROXY protocol is not sent'],
      [`${policy}.retryBudget`, 'retries are not limited'],
    ]),
  ),
};

/** A finding for each field of the table that an object sets; a field of several list items counts once. */
export function findUnenforced(object: KubeObject): readonly Finding[] {
  return Object.entries(unenforced[object.kind] ?? {}).flatMap(([pattern, effect]) => {
    const [path, ...more] = pathsMatching(object, pattern);
    if (path === undefined) return [];
    const others = more.length === 0 ? '' : ` (here and in ${more.length} more)`;
    const message = `accepted but not enforced yet: ${effect}${others}`;
    const { severity } = findingCatalogue.ICTL0010;
    return [{ code: 'ICTL0010' as const, severity, message, resource: refOf(object), path }];
  });
}

interface FoundField {
  readonly path: string;
  readonly value: unknown;
}

/** The paths of all fields that fit a pattern and are set. */
function pathsMatching(object: KubeObject, pattern: string): readonly string[] {
  const root: readonly FoundField[] = [{ path: '', value: object }];
  const fields = pattern.split('.').reduce((found, segment) => found.flatMap((one) => descend(one, segment)), root);
  return fields.map(({ path }) => path);
}

/** The fields one segment of a pattern below a field: one, each item of a list, or none. */
function descend({ path, value }: FoundField, segment: string): readonly FoundField[] {
  const isList = segment.endsWith('[*]');
  const name = isList ? segment.slice(0, -3) : segment;
  const child = fieldOf(value, name);
  if (child === undefined || child === null) return [];
  const childPath = path === '' ? name : `${path}.${name}`;
  if (!isList) return [{ path: childPath, value: child }];
  return Array.isArray(child) ? child.map((item, index) => ({ path: `${childPath}[${index}]`, value: item })) : [];
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}
