// What changed between two configs: the only message the engine (and later an xDS server) takes.
// A delta is structured-cloned across threads, so identity ends here; the receiver keeps its own tables
// and replaces only what is named.
import type { Cluster } from './cluster.ts';
import type { Secret } from './config.ts';
import type { ClusterLoadAssignment } from './endpoint.ts';
import type { FilterChain, Listener } from './listener.ts';
import type { RouteConfiguration, VirtualHost } from './route.ts';

export interface Changes<T> {
  readonly changed: readonly T[];
  /** Names. */
  readonly removed: readonly string[];
}

export interface ListenerChange {
  /** Everything but the filter chains. */
  readonly listener: Omit<Listener, 'filterChains'>;
  /** Chains that are new or differ, with their key (filter-chain-key.ts). */
  readonly chains: Changes<{ readonly key: string; readonly chain: FilterChain }>;
}

export interface RouteConfigurationChange {
  readonly routeConfiguration: Omit<RouteConfiguration, 'virtualHosts'>;
  readonly virtualHosts: Changes<VirtualHost>;
}

export interface Delta {
  /** The store's (or file source's) revision that this makes true. */
  readonly revision: number;
  readonly listeners: Changes<ListenerChange>;
  readonly routes: Changes<RouteConfigurationChange>;
  readonly clusters: Changes<Cluster>;
  readonly endpoints: Changes<ClusterLoadAssignment>;
  readonly secrets: Changes<Secret>;
}
