// The model in the middle: everything a proxy needs to know, in Envoy's vocabulary. Imports only lib.
import type { Cluster } from './cluster.ts';
import type { ClusterLoadAssignment } from './endpoint.ts';
import type { Listener } from './listener.ts';
import type { RouteConfiguration } from './route.ts';

/** What `translate` makes and the engine, an xDS server, `why` and /config_dump read. Lists are sorted by name. */
export interface Config {
  readonly listeners: readonly Listener[];
  readonly routes: readonly RouteConfiguration[];
  readonly clusters: readonly Cluster[];
  readonly endpoints: readonly ClusterLoadAssignment[];
}

/** The bytes behind an SDS name. Kept apart from Config so that keys stay out of goldens and dumps. */
export interface Secret {
  /** `kubernetes://NAME`, `file-cert:CRT~KEY`, `file-root:CA`, `file-crl:PATH`. */
  readonly name: string;
  readonly certificate?: { readonly chainPem: string; readonly keyPem: string; readonly ocspStaple?: Uint8Array };
  readonly validation?: { readonly trustedCaPem: string; readonly crlPem?: string };
  /** Of `file-crl:PATH`, which is ours: Envoy reads revocation lists from its own disk. */
  readonly crlPem?: string;
}
