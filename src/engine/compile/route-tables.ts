// Route configurations by name, each with its table for matching. Connection managers hold a slot, so that new routes
// are in force with the next request and nothing else changes.
import type { Changes, RouteConfigurationChange } from '../../envoy/delta.ts';
import type { RouteConfiguration, VirtualHost } from '../../envoy/route.ts';
import { compileRouteConfiguration, type RouteTable } from '../../match/route-table.ts';
import type { RouteEntries } from './route-entries.ts';

export interface RouteTableSlot {
  /** undefined while no route configuration of the name is known. */
  table: RouteTable | undefined;
}

interface Configuration {
  readonly head: Omit<RouteConfiguration, 'virtualHosts'>;
  readonly virtualHosts: ReadonlyMap<string, VirtualHost>;
  readonly table: RouteTable;
}

/** Compiled route configurations that are not in force yet. */
export type PreparedRoutes = ReadonlyMap<string, Configuration>;

export class RouteTables {
  readonly #entries: RouteEntries;
  readonly #configurations = new Map<string, Configuration>();
  readonly #slots = new Map<string, RouteTableSlot>();

  constructor(entries: RouteEntries) {
    this.#entries = entries;
  }

  /** The slot of a name, whether or not there are routes yet. */
  slot(name: string): RouteTableSlot {
    let slot = this.#slots.get(name);
    if (slot === undefined) {
      slot = { table: this.#configurations.get(name)?.table };
      this.#slots.set(name, slot);
    }
    return slot;
  }

  /** Compiles what a delta changes; throws where a route cannot be run. */
  prepare(changes: readonly RouteConfigurationChange[]): PreparedRoutes {
    const prepared = new Map<string, Configuration>();
    for (const change of changes) prepared.set(change.routeConfiguration.name, this.#prepare(change));
    return prepared;
  }

  apply(prepared: PreparedRoutes, removed: Changes<unknown>['removed']): void {
    for (const [name, configuration] of prepared) {
      this.#configurations.set(name, configuration);
      this.slot(name).table = configuration.table;
    }
    for (const name of removed) {
      this.#configurations.delete(name);
      this.slot(name).table = undefined;
    }
  }

  #prepare({ routeConfiguration: head, virtualHosts: changes }: RouteConfigurationChange): Configuration {
    const last = this.#configurations.get(head.name);
    const virtualHosts = new Map(last?.virtualHosts);
    for (const name of changes.removed) virtualHosts.delete(name);
    for (const virtualHost of changes.changed) {
      this.#entries.compile(virtualHost);
      virtualHosts.set(virtualHost.name, virtualHost);
    }
    const table = compileRouteConfiguration({ ...head, virtualHosts: [...virtualHosts.values()] }, last?.table);
    return { head, virtualHosts, table };
  }
}
