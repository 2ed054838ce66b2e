// WorkloadEntries as endpoints of the Kubernetes Services whose selector fits them, beside those of EndpointSlices
// (Istio's ENABLE_K8S_SELECT_WORKLOAD_ENTRIES, which is on). Without Pods they are what gives subsets their endpoints.
import { isIP } from 'node:net';
import type { Service, ServicePort } from '../../kinds/kubernetes/service.ts';
import type { WorkloadEntry } from '../../kinds/workload-entry/workload-entry.ts';
import { type Labels, selects } from '../labels.ts';
import type { MeshEndpoint } from './mesh-service.ts';

/**
 * @param workloads those of the Service's namespace
 * @returns one endpoint for each port; none for headless and ExternalName Services
 */
export function selectedWorkloads(service: Service, workloads: readonly WorkloadEntry[]): readonly MeshEndpoint[] {
  const { selector = {}, clusterIP, type, ports = [] } = service.spec ?? {};
  if (Object.keys(selector).length === 0 || clusterIP === 'None' || type === 'ExternalName') return [];
  return workloads
    .filter((workload) => isIP(workload.spec.address ?? '') !== 0 && selects(selector, workloadLabels(workload)))
    .flatMap((workload) => ports.flatMap((port) => endpointOf(workload, port) ?? []));
}

/** The labels of the endpoint, which win, and of the object. */
export function workloadLabels({ spec, metadata }: WorkloadEntry): Labels {
  return { ...metadata.labels, ...spec.labels };
}

function endpointOf(workload: WorkloadEntry, servicePort: ServicePort): MeshEndpoint | undefined {
  const { address = '', locality = '', weight = 0 } = workload.spec;
  const port = portOf(workload, servicePort);
  if (port === undefined) return undefined;
  return {
    address,
    isUnixSocket: false,
    port,
    portName: servicePort.name ?? '',
    labels: workloadLabels(workload),
    locality,
    weight: weight === 0 ? 1 : weight,
  };
}

/** A target port with a name must be in the entry's ports; a number is what holds where the port's name is not. */
function portOf({ spec }: WorkloadEntry, { name = '', port, targetPort = port }: ServicePort): number | undefined {
  const ports = new Map(Object.entries(spec.ports ?? {}));
  if (typeof targetPort === 'string') return ports.get(targetPort);
  return ports.get(name) ?? targetPort;
}
