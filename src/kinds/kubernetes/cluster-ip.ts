// The cluster IP of a Service (kubernetes/pkg/registry/core/service and pkg/apis/core/validation). None is handed out
// here, but `None` and what was written are kept as an API server keeps them.
import { isDeepStrictEqual } from 'node:util';
import { invalidValue } from '../field-problem.ts';
import type { Problem } from '../problem.ts';
import type { Service } from './service.ts';

/** The Service with the cluster IP it had, where it names none. */
export function keepClusterIp(service: Service, previous: Service | undefined): Service {
  const { clusterIP = '', clusterIPs } = previous?.spec ?? {};
  if (clusterIP === '' || !hasClusterIp(service) || service.spec?.clusterIP || service.spec?.clusterIPs?.length) {
    return service;
  }
  return { ...service, spec: { ...service.spec, clusterIP, ...(clusterIPs === undefined ? {} : { clusterIPs }) } };
}

/**
 * Demands that a Service keeps its cluster IP, and does not become headless: one that names none has one in a cluster.
 * To be given an address here is no change.
 */
export function clusterIpProblems(service: Service, previous: Service): readonly Problem[] {
  if (!hasClusterIp(service) || !hasClusterIp(previous)) return [];
  const addresses = addressesOf(service);
  const before = addressesOf(previous);
  const isKept = before.length === 0 ? !addresses.includes('None') : isDeepStrictEqual(addresses, before);
  return isKept ? [] : [invalidValue('spec.clusterIPs[0]', addresses, 'may not change once set')];
}

/** An ExternalName is a name and nothing else. */
function hasClusterIp({ spec }: Service): boolean {
  return spec?.type !== 'ExternalName';
}

function addressesOf({ spec }: Service): readonly string[] {
  const { clusterIP = '', clusterIPs = [] } = spec ?? {};
  return clusterIP === '' ? clusterIPs : [clusterIP];
}
