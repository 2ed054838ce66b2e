// Makes the delta between two configs of which the later shares what did not change with the earlier (share.ts).
import type { Config, Secret } from './config.ts';
import type { Changes, Delta, ListenerChange, RouteConfigurationChange } from './delta.ts';
import { filterChainKey } from './filter-chain-key.ts';
import type { FilterChain, Listener } from './listener.ts';
import type { RouteConfiguration } from './route.ts';

/** A config with the bytes behind the names of its secrets. */
export interface ConfigState {
  readonly config: Config;
  readonly secrets: readonly Secret[];
}

const emptyState: ConfigState = {
  config: { listeners: [], routes: [], clusters: [], endpoints: [] },
  secrets: [],
};

/** Compares by identity: an object that is not the same as the one of its name before counts as changed. */
export function diff(revision: number, last: ConfigState | undefined, next: ConfigState): Delta {
  const { config: before, secrets } = last ?? emptyState;
  const after = next.config;
  return {
    revision,
    listeners: mapChanges(changesOf(before.listeners, after.listeners, nameOf), before.listeners, listenerChange),
    routes: mapChanges(changesOf(before.routes, after.routes, nameOf), before.routes, routeConfigurationChange),
    clusters: changesOf(before.clusters, after.clusters, nameOf),
    endpoints: changesOf(before.endpoints, after.endpoints, ({ clusterName }) => clusterName),
    secrets: changesOf(secrets, next.secrets, nameOf),
  };
}

/** Whether a delta changes nothing but the revision. */
export function isEmptyDelta({ listeners, routes, clusters, endpoints, secrets }: Delta): boolean {
  return [listeners, routes, clusters, endpoints, secrets].every(
    ({ changed, removed }) => changed.length === 0 && removed.length === 0,
  );
}

function nameOf({ name }: { readonly name: string }): string {
  return name;
}

function changesOf<T>(before: readonly T[], after: readonly T[], keyOf: (item: T) => string): Changes<T> {
  if (before === after) return { changed: [], removed: [] };
  const old = new Map(before.map((item) => [keyOf(item), item]));
  const changed = after.filter((item) => old.get(keyOf(item)) !== item);
  for (const item of after) old.delete(keyOf(item));
  return { changed, removed: [...old.keys()] };
}

/** Replaces each changed object by what changed inside it. */
function mapChanges<T extends { readonly name: string }, Change>(
  { changed, removed }: Changes<T>,
  before: readonly T[],
  changeOf: (last: T | undefined, next: T) => Change,
): Changes<Change> {
  if (changed.length === 0) return { changed: [], removed };
  const old = new Map(before.map((item) => [item.name, item]));
  return { changed: changed.map((item) => changeOf(old.get(item.name), item)), removed };
}

function listenerChange(last: Listener | undefined, next: Listener): ListenerChange {
  const { filterChains, ...listener } = next;
  const chains = changesOf<FilterChain>(last?.filterChains ?? [], filterChains, chainKey);
  const changed = chains.changed.map((chain) => ({ key: chainKey(chain), chain }));
  return { listener, chains: { changed, removed: chains.removed } };
}

function chainKey({ filterChainMatch }: FilterChain): string {
  return filterChainKey(filterChainMatch);
}

function routeConfigurationChange(
  last: RouteConfiguration | undefined,
  next: RouteConfiguration,
): RouteConfigurationChange {
  const { virtualHosts, ...routeConfiguration } = next;
  return { routeConfiguration, virtualHosts: changesOf(last?.virtualHosts ?? [], virtualHosts, nameOf) };
}
