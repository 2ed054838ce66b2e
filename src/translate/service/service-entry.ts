// ServiceEntries as mesh services, one for each host, and their endpoints.
import { isIP } from 'node:net';
import type { ServiceEntry, WorkloadEntry, WorkloadEntrySpec } from '../../kinds/service-entry/service-entry.ts';
import { isWildcard } from '../host.ts';
import { selects } from '../labels.ts';
import { parseProtocol } from '../protocol.ts';
import { sourceRef } from '../source-ref.ts';
import { readVisibility } from '../visibility.ts';
import type { MeshEndpoint, MeshService, Resolution } from './mesh-service.ts';
import { workloadLabels } from './selected-workloads.ts';

const unixScheme = 'unix://';

/** A gateway has no original destination, so NONE is like STATIC without endpoints there (Istio's convertResolution). */
const resolutions: Readonly<Record<string, Resolution>> = {
  NONE: 'static',
  STATIC: 'static',
  DNS: 'dns',
  DNS_ROUND_ROBIN: 'dns-round-robin',
  DYNAMIC_DNS: 'dns',
};

/** @param defaultExportTo the mesh config's defaultServiceExportTo */
export function serviceEntryServices(
  entry: ServiceEntry,
  defaultExportTo: readonly string[] | undefined,
): readonly MeshService[] {
  const { spec, metadata } = entry;
  const namespace = metadata.namespace ?? '';
  const shared = {
    namespace,
    registry: 'External',
    ports: (spec.ports ?? []).map(({ number, name, protocol }) => ({
      number,
      name,
      protocol: parseProtocol(protocol),
    })),
    resolution: resolutions[spec.resolution ?? 'NONE'] ?? 'static',
    isMeshExternal: (spec.location ?? 'MESH_EXTERNAL') === 'MESH_EXTERNAL',
    visibility: readVisibility(spec.exportTo, defaultExportTo, namespace),
    externalName: undefined,
    subjectAltNames: spec.subjectAltNames ?? [],
    trafficDistribution: undefined,
    source: sourceRef(entry),
  } as const;
  return spec.hosts.map((host) => ({ ...shared, host, name: host }));
}

/**
 * The endpoints of a ServiceEntry for one of its hosts: listed, selected, or with DNS and neither the host itself.
 * @param workloads those of the ServiceEntry's namespace
 */
export function serviceEntryEndpoints(
  entry: ServiceEntry,
  host: string,
  workloads: readonly WorkloadEntry[],
): readonly MeshEndpoint[] {
  const { resolution = 'NONE', endpoints = [], workloadSelector } = entry.spec;
  if (resolution === 'NONE') return [];
  const isDns = resolution !== 'STATIC';
  if (workloadSelector !== undefined) {
    return (
      workloads
        // Selected names and Unix sockets are for DNS only (Istio's DNSServiceEntryOnly).
        .filter(({ spec }) => isDns || isIP(spec.address ?? '') !== 0)
        .filter((workload) => selects(workloadSelector.labels, workloadLabels(workload)))
        .flatMap((workload) => endpointsOf(entry, { ...workload.spec, labels: workloadLabels(workload) }))
    );
  }
  if (isDns && endpoints.length === 0) return isWildcard(host) ? [] : endpointsOf(entry, { address: host });
  return endpoints.flatMap((endpoint) => endpointsOf(entry, endpoint));
}

/** One endpoint for each port of the service; its own port beats the target port, and that the number. */
function endpointsOf({ spec }: ServiceEntry, endpoint: WorkloadEntrySpec): MeshEndpoint[] {
  const { address = '', ports: own = {}, labels = {}, locality = '', weight = 0 } = endpoint;
  if (address === '') return [];
  const isUnixSocket = address.startsWith(unixScheme);
  return (spec.ports ?? []).map(({ number, name, targetPort }) => ({
    address: isUnixSocket ? address.slice(unixScheme.length) : address,
    isUnixSocket,
    port: (Object.hasOwn(own, name) ? own[name] : undefined) ?? targetPort ?? number,
    portName: name,
    labels,
    locality,
    weight: weight === 0 ? 1 : weight,
  }));
}
