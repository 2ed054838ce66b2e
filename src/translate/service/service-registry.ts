// All mesh services a proxy can see, by host, with their endpoints. Rules of precedence: Istio's push context.
import { groupBy } from '../../snapshot/group-by.ts';
import type { GatewayProxy } from '../../snapshot/proxy.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { isVisibleTo } from '../visibility.ts';
import { endpointIndex } from './endpoint-index.ts';
import { kubernetesService } from './kubernetes-service.ts';
import type { MeshEndpoint, MeshService } from './mesh-service.ts';
import { serviceEntryServices } from './service-entry.ts';

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
