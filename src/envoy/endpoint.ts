// Endpoints of clusters, as envoy.config.endpoint.v3 in proto3 JSON.
import type { Address } from './listener.ts';
import type { Metadata } from './metadata.ts';

export interface ClusterLoadAssignment {
  /** The name of the cluster. */
  readonly clusterName: string;
  readonly endpoints?: readonly LocalityLbEndpoints[];
}

export interface Locality {
  readonly region?: string;
  readonly zone?: string;
  readonly subZone?: string;
}

export interface LocalityLbEndpoints {
  readonly locality?: Locality;
  readonly lbEndpoints: readonly LbEndpoint[];
  readonly loadBalancingWeight?: number;
  /** 0 is tried first. */
  readonly priority?: number;
}

export interface LbEndpoint {
  readonly endpoint: { readonly address: Address };
  readonly healthStatus?: 'HEALTHY' | 'UNHEALTHY' | 'DRAINING' | 'UNKNOWN';
  readonly loadBalancingWeight?: number;
  readonly metadata?: Metadata;
}
