// EndpointSlice (discovery.k8s.io/v1): some of the addresses behind the Service its label names.
import type { KubeObject } from '../object.ts';
import type { EndpointPort } from './endpoints.ts';

/** The label that names the Service a slice belongs to. */
export const serviceNameLabel = 'kubernetes.io/service-name';

export interface EndpointConditions {
  /** Absent means ready. */
  readonly ready?: boolean;
  readonly serving?: boolean;
  readonly terminating?: boolean;
}

export interface SliceEndpoint {
  /** At least one; only the first counts. */
  readonly addresses: readonly string[];
  readonly conditions?: EndpointConditions;
  readonly hostname?: string;
  readonly nodeName?: string;
  readonly zone?: string;
}

export interface EndpointSlice extends KubeObject {
  readonly kind: 'EndpointSlice';
  readonly addressType: 'IPv4' | 'IPv6' | 'FQDN';
  readonly endpoints?: readonly SliceEndpoint[];
  readonly ports?: readonly EndpointPort[];
}
