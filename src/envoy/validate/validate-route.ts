import { checkSubstitution, parseRegex } from '../../lib/regex.ts';
import type { Route } from '../route.ts';
import type { Refuse } from '../validate.ts';
import { validateHeaders } from './validate-headers.ts';

/** The route, without header operations that Envoy would refuse; undefined where it would refuse the route itself. */
export function validateRoute(route: Route, refuse: Refuse): Route | undefined {
  const problem = problemOf(route);
  if (problem !== undefined) {
    refuse(route.metadata, `${problem}; the route is left out`);
    return undefined;
  }
  const checked = validateHeaders(route, route.metadata, refuse);
  const clusters = route.route?.weightedClusters?.clusters;
  if (clusters === undefined) return checked;
  const validated = clusters.map((cluster) => validateHeaders(cluster, route.metadata, refuse));
  if (validated.every((cluster, index) => cluster === clusters[index])) return checked;
  return { ...checked, route: { ...checked.route, weightedClusters: { clusters: validated } } };
}

function problemOf(route: Route): string | undefined {
  return actionProblem(route) ?? pathProblem(route) ?? matcherProblem(route) ?? rewriteProblem(route);
}

function actionProblem({ route, redirect, directResponse }: Route): string | undefined {
  if (directResponse !== undefined && (directResponse.status < 200 || directResponse.status > 599)) {
    return `a direct response has a status from 200 to 599, not ${directResponse.status}`;
  }
  if (route === undefined && redirect === undefined && directResponse === undefined) {
    return 'Envoy redirects with 301, 302, 303, 307 or 308 only';
  }
  const clusters = route?.weightedClusters?.clusters;
  if (clusters === undefined) return undefined;
  if (clusters.reduce((sum, { weight = 0 }) => sum + weight, 0) === 0) return 'no destination has a weight';
  return undefined;
}

/** Constraints of envoy.config.route.v3.RouteMatch. */
function pathProblem({ match, route }: Route): string | undefined {
  const { pathSeparatedPrefix } = match;
  if (pathSeparatedPrefix !== undefined && !/^[^?#]+[^?#/]$/.test(pathSeparatedPrefix)) {
    return `Envoy does not take ${JSON.stringify(pathSeparatedPrefix)} as a path prefix`;
  }
  if (route?.hostRewriteLiteral !== undefined && !isHeaderValue(route.hostRewriteLiteral)) {
    return 'the authority is no header value';
  }
  if (route?.prefixRewrite !== undefined && !isHeaderValue(route.prefixRewrite))
    return 'the rewritten path is no header value';
  return undefined;
}

function matcherProblem({ match }: Route): string | undefined {
  const matchers = [...(match.headers ?? []), ...(match.queryParameters ?? [])].map(
    ({ stringMatch }) => stringMatch?.safeRegex,
  );
  for (const matcher of [match.safeRegex, ...matchers]) {
    const problem = matcher === undefined ? undefined : regexProblem(matcher.regex);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function rewriteProblem({ route }: Route): string | undefined {
  const rewrite = route?.regexRewrite;
  if (rewrite === undefined) return undefined;
  return regexProblem(rewrite.pattern.regex) ?? checkSubstitution(rewrite.pattern.regex, rewrite.substitution);
}

function regexProblem(source: string): string | undefined {
  const parsed = parseRegex(source);
  return 'problem' in parsed ? `the expression ${JSON.stringify(source)} is not RE2: ${parsed.problem}` : undefined;
}

function isHeaderValue(text: string): boolean {
  return ![...text].some((character) => character === '\0' || character === '\r' || character === '\n');
}
