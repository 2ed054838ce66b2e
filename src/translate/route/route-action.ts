// Where requests of a rule are forwarded to, and how (Istio's applyHTTPRouteDestination).
import type { ClusterWeight, HashPolicy, RouteAction } from '../../envoy/route.ts';
import type { Destination, HttpRewrite, HttpRouteDestination } from '../../kinds/virtual-service/virtual-service.ts';
import { defined, nonEmpty } from '../defined.ts';
import { envoyDuration } from '../duration.ts';
import type { Translation } from '../translation.ts';
import type { HttpRule } from '../virtual-service/bound-virtual-service.ts';
import { checkDestination, destinationPath } from './check-destination.ts';
import { destinationCluster, destinationService } from './destination-cluster.ts';
import { consistentHashOf, hashPolicy } from './hash-policy.ts';
import { authorityOf, joinHeaders, type TranslatedHeaders, translateHeaders } from './header-operations.ts';
import { mirrorPolicies } from './mirror.ts';
import { retryPolicy } from './retry-policy.ts';

interface Forwarding {
  readonly route: RouteAction;
  /** Header operations of the route; those of several destinations stand with each. */
  readonly headers: TranslatedHeaders;
}

/** @param serverPort port of the Gateway server, for destinations that name none */
export function routeAction(rule: HttpRule, serverPort: number, translation: Translation): Forwarding {
  const { timeout: limit, rewrite, retries, headers, route = [] } = rule.rule;
  const timeout = envoyDuration(limit) ?? '0s';
  const resolve = (destination: Destination, path: string) =>
    resolveDestination(destination, path, rule, serverPort, translation);
  const resolved = route.map((one, index) => ({
    ...one,
    ...resolve(one.destination, destinationPath(rule, index)),
  }));
  const single = resolved.length === 1 ? resolved[0] : undefined;
  const mirrors = mirrorPolicies(rule.rule, (destination) => resolve(destination, `${rule.path}.mirror`).cluster);
  const authority = rewrite?.authority || authorityOf(headers) || authorityOf(single?.headers);
  const policy = retries ?? translation.snapshot.meshConfig.defaultHttpRetryPolicy;
  const action: RouteAction = {
    ...(single === undefined
      ? { weightedClusters: { clusters: clusterWeights(resolved) } }
      : { cluster: single.cluster }),
    ...rewriteAction(rewrite, translation),
    ...defined({
      hostRewriteLiteral: authority,
      timeout,
      maxGrpcTimeout: timeout,
      retryPolicy: retryPolicy(policy, single?.isHashed ?? false),
      requestMirrorPolicies: nonEmpty(mirrors),
      hashPolicy: nonEmpty(resolved.flatMap(({ hash, weight }) => (single || weight ? (hash ?? []) : []))),
    }),
  };
  return { route: action, headers: joinHeaders(translateHeaders(headers), translateHeaders(single?.headers)) };
}

interface ResolvedDestination {
  readonly cluster: string;
  readonly hash: HashPolicy | undefined;
  readonly isHashed: boolean;
}

function resolveDestination(
  destination: Destination,
  path: string,
  rule: HttpRule,
  serverPort: number,
  translation: Translation,
): ResolvedDestination {
  const { services, destinationRules } = translation;
  const service = destinationService(destination, rule.namespace, services);
  checkDestination(destination, service, rule, path, translation);
  const merged = service === undefined ? undefined : destinationRules.find(service.host, service.namespace);
  const hash = consistentHashOf(destination, merged);
  return {
    cluster: destinationCluster(destination, rule.namespace, service, serverPort),
    hash: hash === undefined ? undefined : hashPolicy(hash),
    isHashed: hash !== undefined,
  };
}

/** Among several destinations one of weight 0 gets nothing; totals other than 100 are fine with Envoy. */
function clusterWeights(
  destinations: readonly (HttpRouteDestination & { readonly cluster: string })[],
): ClusterWeight[] {
  return destinations.flatMap(({ cluster, weight = 0, headers }) => {
    if (weight === 0) return [];
    const authority = authorityOf(headers);
    const rewrite = authority === undefined ? {} : { hostRewriteLiteral: authority };
    return [{ name: cluster, weight, ...rewrite, ...translateHeaders(headers) }];
  });
}

function rewriteAction(rewrite: HttpRewrite | undefined, { snapshot }: Translation): Partial<RouteAction> {
  if (rewrite === undefined) return {};
  const { uri, uriRegexRewrite } = rewrite;
  const appendsHost = snapshot.meshConfig.defaultConfig?.proxyHeaders?.xForwardedHost?.enabled === true;
  const append = appendsHost ? { appendXForwardedHost: true } : {};
  if (uriRegexRewrite !== undefined) {
    const { match = '', rewrite: substitution = '' } = uriRegexRewrite;
    return { regexRewrite: { pattern: { regex: match }, substitution }, ...append };
  }
  return uri ? { prefixRewrite: uri, ...append } : append;
}
