// One rule and one of its matches as an Envoy route (Istio's translateRoute).
import { sourceMetadata } from '../../envoy/config-source.ts';
import type { Route } from '../../envoy/route.ts';
import type { Translation } from '../translation.ts';
import type { BoundVirtualService, HttpRule, RuleMatch } from '../virtual-service/bound-virtual-service.ts';
import { corsConfig, corsFilterName } from './cors.ts';
import { directResponseAction } from './direct-response.ts';
import { faultConfig, faultFilterName } from './fault.ts';
import { type TranslatedHeaders, translateHeaders } from './header-operations.ts';
import { redirectAction } from './redirect.ts';
import { routeAction } from './route-action.ts';
import { routeMatch } from './route-match.ts';
import { routeOperation } from './route-operation.ts';

/** The server that routes are made for. */
export interface RoutedServer {
  /** As written in the Gateway. */
  readonly port: number;
  readonly isTls: boolean;
}

/** @param match undefined for a rule without matches */
export function buildRoute(
  service: BoundVirtualService,
  rule: HttpRule,
  match: RuleMatch | undefined,
  server: RoutedServer,
  translation: Translation,
): Route {
  const name = routeName(rule, match);
  const { headers, ...action } = routeActions(rule, server, translation);
  const perFilter = perFilterConfig(rule);
  const route: Route = {
    ...(name !== '' && { name }),
    match: routeMatch(match?.match, service.semantics),
    ...action,
    ...headers,
    ...(perFilter && { typedPerFilterConfig: perFilter }),
    ...(match?.match.statPrefix && { statPrefix: match.match.statPrefix }),
    metadata: sourceMetadata(rule.source, match?.path ?? rule.path),
  };
  return { ...route, decorator: { operation: routeOperation(route, service.metadata.name, server.port) } };
}

function routeName({ rule }: HttpRule, match: RuleMatch | undefined): string {
  return match?.match.name ? `${rule.name ?? ''}.${match.match.name}` : (rule.name ?? '');
}

/** A redirect beats a direct response, and both beat destinations. */
function routeActions(
  rule: HttpRule,
  server: RoutedServer,
  translation: Translation,
): Pick<Route, 'route' | 'redirect' | 'directResponse'> & { headers: TranslatedHeaders } {
  const { redirect, directResponse, headers } = rule.rule;
  if (redirect !== undefined) {
    const action = redirectAction(redirect, server);
    return { ...(action && { redirect: action }), headers: translateHeaders(headers) };
  }
  if (directResponse !== undefined) {
    return { directResponse: directResponseAction(directResponse), headers: translateHeaders(headers) };
  }
  return routeAction(rule, server.port, translation);
}

function perFilterConfig({ rule }: HttpRule): Route['typedPerFilterConfig'] {
  const { fault, corsPolicy } = rule;
  if (fault === undefined && corsPolicy === undefined) return undefined;
  return {
    ...(fault && { [faultFilterName]: faultConfig(fault) }),
    ...(corsPolicy && { [corsFilterName]: corsConfig(corsPolicy) }),
  };
}
