// Why a request takes the route it takes: the predicates of the compiled table, asked one by one.
import type { CompiledRoute } from './compiled-route.ts';
import type { CompiledVirtualHost } from './compiled-virtual-host.ts';
import type { Mismatch } from './mismatch.ts';
import { describePathMatch, matchesPath } from './path-match.ts';
import { pathOnly, type RequestView } from './request-view.ts';

export interface RouteExplanation {
  /** What the table says. */
  readonly chosen: CompiledRoute | undefined;
  /** The routes before it in the list, or all, each with everything that did not match. */
  readonly passedOver: readonly { readonly route: CompiledRoute; readonly mismatches: readonly Mismatch[] }[];
}

/** Explains the choice of a route within a virtual host. */
export function explainRoute(virtualHost: CompiledVirtualHost, request: RequestView): RouteExplanation {
  const chosen = virtualHost.route(request);
  const earlier = virtualHost.routes.slice(0, chosen?.index);
  return { chosen, passedOver: earlier.map((route) => ({ route, mismatches: routeMismatches(route, request) })) };
}

function routeMismatches({ path, conditions }: CompiledRoute, request: RequestView): Mismatch[] {
  const actualPath = pathOnly(request.path);
  const onPath: Mismatch[] =
    request.path !== '' && matchesPath(path, actualPath)
      ? []
      : [{ on: 'path', expected: describePathMatch(path), actual: actualPath }];
  const others = conditions
    .filter((condition) => !condition.holds(request))
    .map((condition): Mismatch => {
      const { on, name, expected } = condition;
      const values = condition.values(request);
      return { on, name, expected, ...(values.length > 0 && { actual: values.join(', ') }) };
    });
  return [...onPath, ...others];
}
