import type { VirtualHost } from '../envoy/route.ts';
import { type CompiledRoute, compileRoute } from './compiled-route.ts';
import { buildPathIndex, findRoute, type PathIndex } from './path-index.ts';
import { pathOnly, type RequestView } from './request-view.ts';

/** A virtual host with its routes compiled and indexed. */
export class CompiledVirtualHost {
  readonly virtualHost: VirtualHost;
  readonly routes: readonly CompiledRoute[];
  readonly #index: PathIndex;

  /** @throws Error where a regex of a route is invalid */
  constructor(virtualHost: VirtualHost) {
    this.virtualHost = virtualHost;
    this.routes = (virtualHost.routes ?? []).map(compileRoute);
    this.#index = buildPathIndex(this.routes);
  }

  /** The first route in list order that the request matches. A request without a path (CONNECT) matches none. */
  route(request: RequestView): CompiledRoute | undefined {
    if (request.path === '') return undefined;
    return findRoute(this.#index, request, pathOnly(request.path));
  }
}
