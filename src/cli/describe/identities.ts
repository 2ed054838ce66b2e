import { serviceNameLabel } from '../../kinds/kubernetes/endpoint-slice.ts';
import type { KubeObject } from '../../kinds/object.ts';
import type { ResourceRef } from '../../lib/finding.ts';

/**
 * Returns under which names the configuration speaks of an object: its own, of a ServiceEntry its hosts, of endpoints
 * the Service that they belong to.
 */
export function identitiesOf({ kind, metadata, spec }: KubeObject): readonly ResourceRef[] {
  const { name, namespace = '', labels = {} } = metadata;
  const own = { kind, namespace, name };
  switch (kind) {
    case 'ServiceEntry':
      return [own, ...hostsOf(spec).map((host) => ({ kind, namespace, name: host }))];
    case 'Endpoints':
      return [own, { kind: 'Service', namespace, name }];
    case 'EndpointSlice':
      return [own, { kind: 'Service', namespace, name: labels[serviceNameLabel] ?? '' }];
    default:
      return [own];
  }
}

function hostsOf(spec: unknown): readonly string[] {
  return typeof spec === 'object' && spec !== null && 'hosts' in spec && Array.isArray(spec.hosts) ? spec.hosts : [];
}
