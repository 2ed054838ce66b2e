import type { ClusterWeight, Route } from '../envoy/route.ts';
import { chooseWeighted, type WeightedChoice, weightedChoice } from './cluster-choice.ts';
import type { Condition } from './condition.ts';
import { compileHeaderMatcher } from './header-condition.ts';
import { matchesPath, type PathMatch, parsePathMatch } from './path-match.ts';
import { compileQueryMatcher } from './query-condition.ts';
import type { RequestView } from './request-view.ts';

/** A route with its match compiled. */
export interface CompiledRoute {
  readonly route: Route;
  /** Its place in the virtual host's list. */
  readonly index: number;
  readonly path: PathMatch;
  readonly conditions: readonly Condition[];
  readonly weighted: WeightedChoice | undefined;
}

/** Where a request goes: the cluster's name, and the entry with its header operations where the route has weights. */
export interface ClusterChoice {
  readonly name: string;
  readonly weight: ClusterWeight | undefined;
}

/**
 * Compiles a route.
 * @throws Error where a regex of it is invalid
 */
export function compileRoute(route: Route, index: number): CompiledRoute {
  const headers = (route.match.headers ?? []).map(compileHeaderMatcher);
  const query = (route.match.queryParameters ?? []).map(compileQueryMatcher);
  const path = parsePathMatch(route.match);
  return { route, index, path, conditions: [...headers, ...query], weighted: weightedChoice(route) };
}

/**
 * Whether a request matches a route.
 * @param path the request's path without query and fragment
 */
export function matchesRoute(route: CompiledRoute, request: RequestView, path: string): boolean {
  return matchesPath(route.path, path) && holdsAll(route.conditions, request);
}

export function holdsAll(conditions: readonly Condition[], request: RequestView): boolean {
  for (const condition of conditions) if (!condition.holds(request)) return false;
  return true;
}

/**
 * Chooses the cluster of a route.
 * @param random uniform in [0, 1)
 * @returns undefined where the route goes to no cluster
 */
export function chooseCluster(route: CompiledRoute, random: number): ClusterChoice | undefined {
  if (route.weighted !== undefined) {
    const weight = chooseWeighted(route.weighted, random);
    return weight === undefined ? undefined : { name: weight.name, weight };
  }
  const name = route.route.route?.cluster;
  return name === undefined ? undefined : { name, weight: undefined };
}
