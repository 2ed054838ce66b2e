// What destinations lead to, whether it comes from a Kubernetes Service or from a ServiceEntry (Istio's model.Service).
import type { ConfigSource } from '../../envoy/config-source.ts';
import type { Labels } from '../labels.ts';
import type { Protocol } from '../protocol.ts';
import type { Visibility } from '../visibility.ts';

export interface MeshServicePort {
  readonly number: number;
  readonly name: string;
  readonly protocol: Protocol;
}

/**
 * How endpoints are found.
 * - static: they are listed
 * - dns, dns-round-robin: addresses are names that the proxy resolves
 * - alias: an ExternalName Service; routes lead to the host it names
 */
export type Resolution = 'static' | 'dns' | 'dns-round-robin' | 'alias';

export interface MeshService {
  readonly host: string;
  /** The name of the Kubernetes Service; of a ServiceEntry the host. */
  readonly name: string;
  readonly namespace: string;
  readonly registry: 'Kubernetes' | 'External';
  readonly ports: readonly MeshServicePort[];
  readonly resolution: Resolution;
  readonly isMeshExternal: boolean;
  readonly visibility: Visibility;
  /** Only where resolution is alias. */
  readonly externalName: string | undefined;
  /** Names the certificates of endpoints must carry (ServiceEntry). */
  readonly subjectAltNames: readonly string[];
  /** Preference by locality that a Kubernetes Service asks for. */
  readonly trafficDistribution: string | undefined;
  readonly source: ConfigSource;
}

export interface MeshEndpoint {
  /** IP address, name to resolve, or path of a Unix socket. */
  readonly address: string;
  readonly isUnixSocket: boolean;
  readonly port: number;
  /** The name of the service's port that it serves. */
  readonly portName: string;
  readonly labels: Labels;
  /** `region/zone/subzone`, parts may be missing. */
  readonly locality: string;
  readonly weight: number;
}
