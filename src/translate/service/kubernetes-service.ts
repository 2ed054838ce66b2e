// Kubernetes Services as mesh services, and their endpoints from Endpoints and EndpointSlices.
import type { EndpointSlice, SliceEndpoint } from '../../kinds/kubernetes/endpoint-slice.ts';
import type { EndpointPort, EndpointSubset, Endpoints } from '../../kinds/kubernetes/endpoints.ts';
import type { Service } from '../../kinds/kubernetes/service.ts';
import { servicePortProtocol } from '../protocol.ts';
import { serviceHost } from '../short-name.ts';
import { sourceRef } from '../source-ref.ts';
import { readVisibility } from '../visibility.ts';
import type { MeshEndpoint, MeshService } from './mesh-service.ts';

const exportToAnnotation = 'networking.istio.io/exportTo';
const trafficDistributionAnnotation = 'networking.istio.io/traffic-distribution';

/** @param defaultExportTo the mesh config's defaultServiceExportTo */
export function kubernetesService(service: Service, defaultExportTo: readonly string[] | undefined): MeshService {
  const { name, namespace = '', annotations = {} } = service.metadata;
  const { type, externalName, ports = [], trafficDistribution } = service.spec ?? {};
  const isAlias = type === 'ExternalName' && externalName !== undefined;
  const exportTo = annotations[exportToAnnotation]?.split(',').map((entry) => entry.trim());
  return {
    host: serviceHost(name, namespace),
    name,
    namespace,
    registry: 'Kubernetes',
    ports: ports.map((port) => ({ number: port.port, name: port.name ?? '', protocol: servicePortProtocol(port) })),
    resolution: isAlias ? 'alias' : 'static',
    isMeshExternal: false,
    visibility: readVisibility(exportTo, defaultExportTo, namespace),
    externalName: isAlias ? externalName : undefined,
    subjectAltNames: [],
    trafficDistribution: annotations[trafficDistributionAnnotation] ?? trafficDistribution,
    source: sourceRef(service),
  };
}

/** The endpoints of one slice; slices of names are none, as in Istio. */
export function sliceEndpoints({ addressType, endpoints = [], ports = [] }: EndpointSlice): readonly MeshEndpoint[] {
  if (addressType === 'FQDN') return [];
  return endpoints.filter(isUsable).flatMap(({ addresses }) => expand(addresses, ports));
}

/** The endpoints of an Endpoints object. */
export function endpointsEndpoints({ subsets = [] }: Endpoints): readonly MeshEndpoint[] {
  return subsets.flatMap(({ addresses = [], ports = [] }: EndpointSubset) =>
    expand(
      addresses.map(({ ip }) => ip),
      ports,
    ),
  );
}

/** A terminating endpoint gets nothing even while it serves; one that does not say so is ready. */
function isUsable({ conditions }: SliceEndpoint): boolean {
  return (conditions?.ready ?? true) && conditions?.terminating !== true;
}

function expand(addresses: readonly string[], ports: readonly EndpointPort[]): MeshEndpoint[] {
  return addresses.flatMap((address) =>
    ports.flatMap(({ name = '', port }) =>
      port === undefined
        ? []
        : [{ address, isUnixSocket: false, port, portName: name, labels: {}, locality: '', weight: 1 }],
    ),
  );
}
