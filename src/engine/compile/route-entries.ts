import type { Route, VirtualHost } from '../../envoy/route.ts';
import { compileRouteEntry, type RouteEntry } from './route-entry.ts';

/** Route entries by the route objects they come from: a route that a delta leaves alone is not compiled again. */
export class RouteEntries {
  readonly #entries = new WeakMap<Route, RouteEntry>();

  /** Compiles what is new in a virtual host; throws where a route cannot be run. */
  compile(virtualHost: VirtualHost): void {
    for (const route of virtualHost.routes ?? [])
      if (!this.#entries.has(route)) this.#entries.set(route, compileRouteEntry(route, virtualHost));
  }

  /** The entry of a route of a compiled virtual host. */
  get(route: Route): RouteEntry {
    const entry = this.#entries.get(route);
    if (entry === undefined) throw new Error('a route that was not compiled');
    return entry;
  }
}
