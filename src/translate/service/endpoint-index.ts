// All endpoints behind a host: of the Kubernetes Service and of every ServiceEntry of the namespace that has it.
import type { Service } from '../../kinds/kubernetes/service.ts';
import type { ServiceEntry } from '../../kinds/service-entry/service-entry.ts';
import type { WorkloadEntry } from '../../kinds/workload-entry/workload-entry.ts';
import { groupBy } from '../../snapshot/group-by.ts';
import { compareText } from '../../snapshot/object-order.ts';
import { namespacedName, type Snapshot } from '../../snapshot/snapshot.ts';
import { serviceHost } from '../short-name.ts';
import { endpointsEndpoints, sliceEndpoints } from './kubernetes-service.ts';
import type { MeshEndpoint } from './mesh-service.ts';
import { selectedWorkloads } from './selected-workloads.ts';
import { serviceEntryEndpoints } from './service-entry.ts';

/** Looks endpoints up when they are asked for, and remembers them: a service is asked for by several readers. */
export function endpointIndex(snapshot: Snapshot): (host: string, namespace: string) => readonly MeshEndpoint[] {
  const services = new Map(snapshot.services.map((service) => [kubernetesKey(service), service]));
  const entries = groupBy(entryHosts(snapshot), ({ key }) => key);
  const workloads = groupBy(snapshot.workloadEntries, ({ metadata }) => metadata.namespace ?? '');
  const known = new Map<string, readonly MeshEndpoint[]>();
  const lookUp = (key: string, host: string, namespace: string) => {
    const service = services.get(key);
    const ofNamespace = workloads.get(namespace) ?? [];
    return sortedAndUnique([
      ...(service === undefined ? [] : kubernetesEndpoints(service, snapshot, ofNamespace)),
      ...(entries.get(key) ?? []).flatMap(({ entry }) => serviceEntryEndpoints(entry, host, ofNamespace)),
    ]);
  };
  return (host, namespace) => {
    const key = `${namespace}/${host}`;
    const endpoints = known.get(key) ?? lookUp(key, host, namespace);
    known.set(key, endpoints);
    return endpoints;
  };
}

function kubernetesKey({ metadata: { name, namespace = '' } }: Service): string {
  return `${namespace}/${serviceHost(name, namespace)}`;
}

/** Each ServiceEntry once for each of its hosts. */
function entryHosts({ serviceEntries }: Snapshot): readonly { readonly key: string; readonly entry: ServiceEntry }[] {
  return serviceEntries.flatMap((entry) =>
    entry.spec.hosts.map((host) => ({ key: `${entry.metadata.namespace ?? ''}/${host}`, entry })),
  );
}

function kubernetesEndpoints(
  service: Service,
  snapshot: Snapshot,
  workloads: readonly WorkloadEntry[],
): readonly MeshEndpoint[] {
  const key = namespacedName(service);
  const endpoints = snapshot.endpoints.get(key);
  return [
    ...(snapshot.endpointSlices.get(key) ?? []).flatMap(sliceEndpoints),
    ...(endpoints === undefined ? [] : endpointsEndpoints(endpoints)),
    ...selectedWorkloads(service, workloads),
  ];
}

/** An address that is in a slice and in Endpoints is one endpoint; the order must not depend on who came first. */
function sortedAndUnique(endpoints: readonly MeshEndpoint[]): readonly MeshEndpoint[] {
  const unique = new Map<string, MeshEndpoint>();
  for (const endpoint of endpoints) {
    const key = `${endpoint.portName} ${endpoint.address} ${endpoint.port}`;
    if (!unique.has(key)) unique.set(key, endpoint);
  }
  return [...unique.entries()].sort(([left], [right]) => compareText(left, right)).map(([, endpoint]) => endpoint);
}
