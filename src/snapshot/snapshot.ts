// The immutable view of one revision: every object that is part of it, indexed. Objects are taken as they are, so what
// did not change keeps its identity from one snapshot to the next. Knows nothing of Envoy.
import type { Origin } from '../kinds/decode/decoded.ts';
import type { DestinationRule } from '../kinds/destination-rule/destination-rule.ts';
import type { Gateway } from '../kinds/gateway/gateway.ts';
import type { ConfigMap } from '../kinds/kubernetes/config-map.ts';
import type { Deployment } from '../kinds/kubernetes/deployment.ts';
import { type EndpointSlice, serviceNameLabel } from '../kinds/kubernetes/endpoint-slice.ts';
import type { Endpoints } from '../kinds/kubernetes/endpoints.ts';
import type { Ingress } from '../kinds/kubernetes/ingress.ts';
import type { IngressClass } from '../kinds/kubernetes/ingress-class.ts';
import type { Secret } from '../kinds/kubernetes/secret.ts';
import type { Service } from '../kinds/kubernetes/service.ts';
import type { MeshConfig } from '../kinds/mesh-config/mesh-config.ts';
import type { KubeObject } from '../kinds/object.ts';
import type { ServiceEntry } from '../kinds/service-entry/service-entry.ts';
import type { VirtualService } from '../kinds/virtual-service/virtual-service.ts';
import type { WorkloadEntry } from '../kinds/workload-entry/workload-entry.ts';
import type { Finding } from '../lib/finding.ts';
import type { DiskFiles } from './disk-file.ts';
import { groupBy } from './group-by.ts';
import { findMeshConfig } from './mesh-settings.ts';
import { compareByAge } from './object-order.ts';

/** Lists are ordered by age, name and namespace; keys of maps are `<namespace>/<name>`. */
export interface Snapshot {
  /** The store's (or file source's) revision of which this is the view. */
  readonly revision: number;
  readonly meshConfig: MeshConfig;
  readonly gateways: readonly Gateway[];
  readonly virtualServices: readonly VirtualService[];
  readonly destinationRules: readonly DestinationRule[];
  readonly serviceEntries: readonly ServiceEntry[];
  readonly workloadEntries: readonly WorkloadEntry[];
  readonly ingresses: readonly Ingress[];
  /** By name; IngressClasses have no namespace. */
  readonly ingressClasses: ReadonlyMap<string, IngressClass>;
  readonly services: readonly Service[];
  readonly endpoints: ReadonlyMap<string, Endpoints>;
  /** By the Service they belong to. */
  readonly endpointSlices: ReadonlyMap<string, readonly EndpointSlice[]>;
  readonly deployments: ReadonlyMap<string, Deployment>;
  readonly secrets: ReadonlyMap<string, Secret>;
  /** Files outside the store that resources name. */
  readonly files: DiskFiles;
  /** Where objects stand in input files; empty where they come from the store. By objectId. */
  readonly origins: ReadonlyMap<string, Origin>;
  /** What was found while the snapshot was made: a mesh config that cannot be used. */
  readonly findings: readonly Finding[];
}

export interface SnapshotInput {
  readonly revision: number;
  /** In their storage versions. */
  readonly objects: Iterable<KubeObject>;
  readonly origins?: ReadonlyMap<string, Origin>;
  readonly files?: DiskFiles;
  /** Stands for the mesh config in the ConfigMap `istio` of `istio-system`. */
  readonly meshConfigText?: string;
}

/** Identifies an object of one revision, for Snapshot.origins: `Gateway default/web`. */
export function objectId({ kind, metadata }: Pick<KubeObject, 'kind' | 'metadata'>): string {
  return `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
}

/** The key of an object in the maps of a snapshot. */
export function namespacedName({ metadata }: Pick<KubeObject, 'metadata'>): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}

/** Builds the view of a revision. */
export function buildSnapshot(input: SnapshotInput): Snapshot {
  const byKind = groupBy(input.objects, ({ kind }) => kind);
  const ofKind = <T extends KubeObject>(kind: string) => [...((byKind.get(kind) ?? []) as T[])].sort(compareByAge);
  const { meshConfig, findings } = findMeshConfig(ofKind<ConfigMap>('ConfigMap'), input.meshConfigText);
  return {
    revision: input.revision,
    meshConfig,
    gateways: ofKind<Gateway>('Gateway'),
    virtualServices: ofKind<VirtualService>('VirtualService'),
    destinationRules: ofKind<DestinationRule>('DestinationRule'),
    serviceEntries: ofKind<ServiceEntry>('ServiceEntry'),
    workloadEntries: ofKind<WorkloadEntry>('WorkloadEntry'),
    ingresses: ofKind<Ingress>('Ingress'),
    ingressClasses: indexBy(ofKind<IngressClass>('IngressClass'), ({ metadata }) => metadata.name),
    services: ofKind<Service>('Service'),
    endpoints: indexBy(ofKind<Endpoints>('Endpoints'), namespacedName),
    endpointSlices: groupBy(ofKind<EndpointSlice>('EndpointSlice'), serviceOfSlice),
    deployments: indexBy(ofKind<Deployment>('Deployment'), namespacedName),
    secrets: indexBy(ofKind<Secret>('Secret'), namespacedName),
    files: input.files ?? new Map(),
    origins: input.origins ?? new Map(),
    findings,
  };
}

function indexBy<T>(objects: readonly T[], keyOf: (object: T) => string): ReadonlyMap<string, T> {
  return new Map(objects.map((object) => [keyOf(object), object]));
}

function serviceOfSlice({ metadata }: EndpointSlice): string {
  return `${metadata.namespace ?? ''}/${metadata.labels?.[serviceNameLabel] ?? ''}`;
}
