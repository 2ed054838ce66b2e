// All mesh services a proxy can see, by host, with their endpoints. Rules of precedence: Istio's push context.
import type { ServiceEntry } from '../../kinds/service-entry/service-entry.ts';
import { groupBy } from '../../snapshot/group-by.ts';
import { compareText } from '../../snapshot/object-order.ts';
import type { GatewayProxy } from '../../snapshot/proxy.ts';
import { namespacedName, type Snapshot } from '../../snapshot/snapshot.ts';
import { serviceHost } from '../short-name.ts';
import { isVisibleTo } from '../visibility.ts';
import { endpointsEndpoints, kubernetesService, sliceEndpoints } from './kubernetes-service.ts';
import type { MeshEndpoint, MeshService } from './mesh-service.ts';
import { serviceEntryEndpoints, serviceEntryServices } from './service-entry.ts';

export interface ServiceRegistry {
  /** Those the proxy sees, Kubernetes Services first, each sort by age. */
  readonly services: readonly MeshService[];
  /** The service that a host means, asked for from a namespace; that of the namespace wins. */
  find(host: string, namespace?: string): MeshService | undefined;
  /** All endpoints behind a host, of every Service and ServiceEntry of the namespace that has it. */
  endpoints(service: MeshService): readonly MeshEndpoint[];
}

export function buildServiceRegistry(snapshot: Snapshot, proxy: GatewayProxy): ServiceRegistry {
  const defaultExportTo = snapshot.meshConfig.defaultServiceExportTo;
  const services = [
    ...snapshot.services.map((service) => kubernetesService(service, defaultExportTo)),
    ...snapshot.serviceEntries.flatMap((entry) => serviceEntryServices(entry, defaultExportTo)),
  ].filter(({ visibility }) => isVisibleTo(visibility, proxy.namespace));
  const byHost = groupBy(services, ({ host }) => host);
  const endpoints = endpointIndex(snapshot);
  return {
    services,
    find(host, namespace) {
      const candidates = byHost.get(host);
      return candidates?.find((service) => service.namespace === namespace) ?? candidates?.[0];
    },
    endpoints: ({ host, namespace }) => endpoints(host, namespace),
  };
}

/** Looks endpoints up when they are asked for, and remembers them: a service is asked for by several readers. */
function endpointIndex(snapshot: Snapshot): (host: string, namespace: string) => readonly MeshEndpoint[] {
  const services = new Set(snapshot.services.map(namespacedName));
  const entries = groupBy(entryHosts(snapshot), ({ key }) => key);
  const known = new Map<string, readonly MeshEndpoint[]>();
  const lookUp = (host: string, namespace: string) => {
    const name = host.split('.')[0] ?? '';
    const isKubernetes = services.has(`${namespace}/${name}`) && serviceHost(name, namespace) === host;
    return sortedAndUnique([
      ...(isKubernetes ? kubernetesEndpoints(snapshot, `${namespace}/${name}`) : []),
      ...(entries.get(`${namespace}/${host}`) ?? []).flatMap(({ entry }) =>
        serviceEntryEndpoints(entry, host, snapshot.workloadEntries),
      ),
    ]);
  };
  return (host, namespace) => {
    const key = `${namespace}/${host}`;
    const endpoints = known.get(key) ?? lookUp(host, namespace);
    known.set(key, endpoints);
    return endpoints;
  };
}

/** Each ServiceEntry once for each of its hosts. */
function entryHosts({ serviceEntries }: Snapshot): readonly { readonly key: string; readonly entry: ServiceEntry }[] {
  return serviceEntries.flatMap((entry) =>
    entry.spec.hosts.map((host) => ({ key: `${entry.metadata.namespace ?? ''}/${host}`, entry })),
  );
}

function kubernetesEndpoints(snapshot: Snapshot, key: string): readonly MeshEndpoint[] {
  const endpoints = snapshot.endpoints.get(key);
  return [
    ...(snapshot.endpointSlices.get(key) ?? []).flatMap(sliceEndpoints),
    ...(endpoints === undefined ? [] : endpointsEndpoints(endpoints)),
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
