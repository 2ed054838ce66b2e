import { clusterName } from '../../envoy/cluster-name.ts';
import type { Destination } from '../../kinds/virtual-service/virtual-service.ts';
import type { MeshService } from '../service/mesh-service.ts';
import type { ServiceRegistry } from '../service/service-registry.ts';
import { resolveHost } from '../short-name.ts';

/** The service a destination means: its short name is completed with the namespace, which is looked at first, too. */
export function destinationService(
  { host }: Destination,
  namespace: string,
  services: ServiceRegistry,
): MeshService | undefined {
  return services.find(resolveHost(host, namespace), namespace);
}

/**
 * The cluster a destination leads to. The port is that of the destination, else the service's only one, else that of
 * the Gateway server. An ExternalName Service stands for the host it names.
 */
export function destinationCluster(
  destination: Destination,
  namespace: string,
  service: MeshService | undefined,
  serverPort: number,
): string {
  const onlyPort = service?.ports.length === 1 ? service.ports[0]?.number : undefined;
  return clusterName({
    port: destination.port?.number ?? onlyPort ?? serverPort,
    subset: destination.subset ?? '',
    host: service?.externalName ?? resolveHost(destination.host, namespace),
  });
}
